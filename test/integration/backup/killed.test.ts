import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalogue } from '../../../electron/engine/catalogue/open-catalogue.ts';
import { removeSnapshot } from '../../../electron/engine/catalogue/remove-snapshot.ts';
import type { RunPhase } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences, fingerprint } from '../../helpers/compare-trees.ts';
import { eventually } from '../../helpers/eventually.ts';

let home: BackupHome;
let plan: string;

const script = fileURLToPath(new URL('../../fixtures/back-up.ts', import.meta.url));

beforeEach(async () => {
  home = await openBackupHome();
  plan = (await home.addPlan()).id;
});

afterEach(() => home.close());

const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: home.source });
const inNewest = (path = ''): string => home.newestFiles() + home.source + path;

/** Files enough for each step to take a while. */
function fill(round: number, files = 1500): void {
  for (let folder = 0; folder < 20; folder += 1)
    fs.mkdirSync(`${home.source}/s${round}/d${folder}`, { recursive: true });
  for (let file = 1; file <= files; file += 1) {
    fs.writeFileSync(`${home.source}/s${round}/d${file % 20}/f${file}`, `${round} ${file}`);
  }
  bash(`cd s${round}; for n in 1 2 3 4; do head -c 3000000 /dev/urandom > big$n; ln big$n other$n; done`);
}

const inodesBelow = (folder: string): number[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.lstatSync(`${entry.parentPath}/${entry.name}`).ino);

interface Moment {
  readonly phase: RunPhase;
  readonly files: number;
  /** Waited beyond that, in milliseconds. */
  readonly later: number;
  readonly whole: boolean;
}

/** A backup in a process of its own, killed at a moment: its whole group or the main process alone. */
async function killAt({ phase, files, later, whole }: Moment): Promise<void> {
  const child = spawn(process.execPath, [script, home.home, plan], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: requireOutput(child) })) {
    const [seen, count] = line.split(' ');
    if (seen !== phase || Number(count) < files) continue;
    await delay(later);
    process.kill(whole ? -Number(child.pid) : Number(child.pid), 'SIGKILL');
    break;
  }
  await ended;
}

function requireOutput({ stdout }: ChildProcess) {
  if (!stdout) throw new Error('the child has no output');
  return stdout;
}

async function expectOnlyWhole(): Promise<void> {
  const listed = await home.engine.services.snapshots.list({});
  const there = home.snapshots().map((folder) => folder.slice(folder.lastIndexOf('/') + 1));
  for (const { name } of listed) expect(there).toContain(name);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
}

/** Whether a program that works on the repository still runs. */
const isWorkedOn = (): boolean =>
  fs.readdirSync('/proc').some((name) => /^\d+$/.test(name) && commandOf(name).includes(home.repository));

function commandOf(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

const moments: readonly Moment[] = [
  { phase: 'scanning', files: 0, later: 0, whole: true },
  { phase: 'scanning', files: 0, later: 20, whole: false },
  { phase: 'cloning', files: 0, later: 0, whole: false },
  { phase: 'cloning', files: 0, later: 10, whole: true },
  { phase: 'copying', files: 0, later: 0, whole: true },
  { phase: 'copying', files: 0, later: 30, whole: false },
  { phase: 'copying', files: 300, later: 0, whole: true },
  { phase: 'copying', files: 600, later: 15, whole: false },
  { phase: 'committing', files: 0, later: 0, whole: true },
  { phase: 'committing', files: 0, later: 15, whole: false },
  { phase: 'committing', files: 0, later: 60, whole: true },
  { phase: 'committing', files: 0, later: 150, whole: false },
];

test('killed at any moment: only whole snapshots, no lock, no leftovers, and the next run goes on at once', async () => {
  bash('echo first > first');
  await home.backUp();
  const older = new Map<string, string>();
  for (const [round, moment] of moments.entries()) {
    fill(round);
    older.set(home.newestFiles(), fingerprint(home.newestFiles()));
    await killAt(moment);
    await expectOnlyWhole();
    const run = await home.backUp();
    expect(run.outcome, JSON.stringify(moment)).toMatch(/^succeeded/);
    // That most files are others each time is told, and is all that is.
    expect(run.warnings.filter(({ code }) => code !== 'unusual-change')).toEqual([]);
    expect(differences(home.source, inNewest())).toEqual([]);
    await expectSound(home.home);
    await eventually(() => !isWorkedOn());
    bash(`rm -r s${round}`);
  }
  for (const [files, print] of older) expect(fingerprint(files)).toBe(print);
}, 240_000);

test('the next run takes over what was copied, and copies only the rest', async () => {
  fill(0, 8000);
  await killAt({ phase: 'copying', files: 300, later: 0, whole: true });
  const [leftover = ''] = fs.readdirSync(`${home.planFolder()}/incomplete`);
  const copied = new Set(inodesBelow(`${home.planFolder()}/incomplete/${leftover}/files${home.source}`));
  const run = await home.backUp();
  expect(run.outcome).toBe('succeeded');
  expect(inodesBelow(inNewest()).filter((inode) => copied.has(inode)).length).toBeGreaterThanOrEqual(300);
  const log = await home.engine.services.runs.log({ run: run.id, from: 0 });
  expect(log.lines.join('\n')).toMatch(/continued an interrupted run: \d{3,} files/);
  expect(differences(home.source, inNewest())).toEqual([]);
  await expectSound(home.home);
});

test('killed after a folder was renamed: the next run links its files all the same', async () => {
  fill(0);
  await home.backUp();
  const [first, print] = [home.newestFiles(), fingerprint(home.newestFiles())];
  for (const [round, phase] of (['hashing', 'copying'] as const).entries()) {
    bash(`mv s${round} s${round + 1}`);
    await killAt({ phase, files: 0, later: round * 10, whole: true });
    await expectOnlyWhole();
    const before = inodesBelow(inNewest());
    const run = await home.backUp();
    expect(run, phase).toMatchObject({ outcome: 'succeeded', warnings: [], result: { files: { bytesCopied: 0 } } });
    expect(inodesBelow(inNewest()).sort()).toEqual(before.sort());
    expect(differences(home.source, inNewest())).toEqual([]);
    await expectSound(home.home);
  }
  expect(fingerprint(first)).toBe(print);
}, 60_000);

test('what an interrupted run copied and the source changed since is copied again', async () => {
  fill(0, 8000);
  await killAt({ phase: 'copying', files: 300, later: 0, whole: true });
  bash('for n in $(seq 100); do printf x | dd of=s0/d$((n % 20))/f$n bs=1 conv=notrunc status=none; done');
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(differences(home.source, inNewest())).toEqual([]);
});

test('an interrupted run is closed as such, and its leftovers go even when there is nothing more to do', async () => {
  bash('echo first > first');
  await home.backUp();
  fill(1);
  await killAt({ phase: 'copying', files: 100, later: 0, whole: true });
  bash('rm -r s1; touch -r first .');
  fs.utimesSync(home.source, 1, 1);
  await home.backUp();
  await home.backUp();
  await expectSound(home.home);
  expect(fs.readdirSync(`${home.home}/runs`).filter((name) => name.includes('.sqlite'))).toEqual([]);
});

test('a crash between the commit and the catalogue: the snapshot is there after the next run', async () => {
  bash('echo first > first; mkdir d; echo second > d/second');
  await home.backUp();
  bash('echo changed > first');
  const lost = await home.backUp();
  const db = openCatalogue(home.home);
  db.transaction(() => removeSnapshot(db, lost.snapshotId ?? '')).immediate();
  db.close();
  expect(await home.backUp()).toMatchObject({ result: { unchanged: true }, snapshotId: lost.snapshotId });
  expect(await home.engine.services.snapshots.list({})).toHaveLength(2);
  await expectSound(home.home);
});
