import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noteInJournal } from '../../../electron/engine/restore/journal.ts';
import type { RunPhase } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { fingerprint } from '../../helpers/compare-trees.ts';
import { createRestores, shell } from '../../helpers/restore-home.ts';

let home: BackupHome;
let restores: ReturnType<typeof createRestores>;

const script = fileURLToPath(new URL('../../fixtures/restore-in-place.ts', import.meta.url));

beforeEach(async () => {
  home = await openBackupHome();
  await home.addPlan();
  restores = createRestores(home);
});
afterEach(() => home.close());

const bash = (line: string): void => shell(home.source, line);

/** Enough of everything for each stage to take a while: overwritten, missing, extra, other modes, large and small. */
async function prepare(): Promise<void> {
  for (let folder = 0; folder < 8; folder += 1) {
    fs.mkdirSync(`${home.source}/d${folder}/e`, { recursive: true });
    for (let file = 0; file < 40; file += 1)
      fs.writeFileSync(`${home.source}/d${folder}/e/f${file}`, `old ${folder} ${file}`);
  }
  bash('for n in 1 2 3; do head -c 4000000 /dev/urandom > large$n; done; touch -d 2020-02-02T02:02:02.222222222 d*/e');
  await home.backUp();
  bash(`for d in d0 d1 d2; do for f in $d/e/*; do echo "new $f" > $f; done; done
    rm -r d3 d4; chmod 711 d5 d6; for n in $(seq 150); do echo extra > d7/x$n; done
    for n in 1 2; do head -c 4000000 /dev/urandom > large$n; done; touch -d 2021-03-03T03:03:03.333333333 d*/e .`);
}

interface Moment {
  readonly phase: RunPhase;
  readonly files: number;
  /** Waited beyond that, in milliseconds. */
  readonly later: number;
}

/** A restore, or an undo, in a process of its own that is killed at a moment; gives the run's id. */
async function killAt({ phase, files, later }: Moment, restore?: string): Promise<string> {
  const child = spawn(process.execPath, [script, home.home, ...(restore === undefined ? [] : [restore])], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let killed: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const [runId = '', seen, count] = line.split(' ');
    if (seen !== phase || Number(count) < files) continue;
    await delay(later);
    process.kill(-Number(child.pid), 'SIGKILL');
    killed = runId;
    break;
  }
  await ended;
  if (killed === undefined) throw new Error(`the restore never came to ${phase} ${files}`);
  return killed;
}

/** Another engine takes over, as after a crash. */
async function startAgain(): Promise<void> {
  await home.engine.close();
  const { folder } = home;
  home = await openBackupHome({ folder, again: true });
  restores = createRestores(home);
}

/** Each file with a sum of what it holds. */
function contents(): Map<string, string> {
  const files = fs.readdirSync(home.source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = `${parentPath}/${name}`;
      return [file, crypto.hash('sha256', fs.readFileSync(file), 'hex')];
    }),
  );
}

/** Each file is either as it was before or as it is to be. */
function expectWhole(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  for (const [file, sum] of contents()) {
    if (file.includes('/.holdfast-')) continue;
    expect([before.get(file), after.get(file)], file).toContain(sum);
  }
  for (const file of before.keys()) if (after.has(file)) expect(fs.existsSync(file), file).toBe(true);
}

const leftovers = (): string[] =>
  fs.readdirSync(home.source, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.holdfast-'));

const moments: readonly (Moment & { readonly way: 'undo' | 'finish' })[] = [
  { phase: 'verifying', files: 0, later: 10, way: 'undo' },
  { phase: 'saving', files: 0, later: 30, way: 'finish' },
  { phase: 'restoring', files: 0, later: 0, way: 'finish' },
  { phase: 'restoring', files: 0, later: 40, way: 'undo' },
  { phase: 'restoring', files: 0, later: 80, way: 'finish' },
  { phase: 'deleting', files: 0, later: 0, way: 'undo' },
  { phase: 'deleting', files: 0, later: 60, way: 'finish' },
];

interface Known {
  readonly before: string;
  readonly after: string;
}

/** What a person does after a crash, and what must be so before and after. */
async function recover(way: 'undo' | 'finish', runId: string, { before, after }: Known): Promise<void> {
  const run = await home.engine.services.runs.get({ run: runId });
  expect(run).toMatchObject({ outcome: 'interrupted', error: { code: 'restore-interrupted' } });
  const status = await restores.status(runId);
  if (status[way].possible) {
    expect(run.error?.message).toContain(`holdfast restore undo ${runId.slice(0, 8)}`);
    const ended = await restores[way](runId);
    expect(ended, JSON.stringify(ended.warnings.slice(0, 3))).toMatchObject({ outcome: 'succeeded' });
    expect(fingerprint(home.source)).toBe(way === 'undo' ? before : after);
    expect(await restores.status(runId)).toMatchObject({ state: way === 'undo' ? 'undone' : 'done' });
  } else {
    // Killed before anything was touched, or when everything had been done.
    expect(fingerprint(home.source)).toBe(status.undo.possible ? after : before);
  }
  if ((await restores.status(runId)).undo.possible) expect((await restores.undo(runId)).outcome).toBe('succeeded');
}

it('killed at any moment: each file is whole, and the next start offers to finish or to undo', async () => {
  await prepare();
  const [old, before] = [contents(), fingerprint(home.source)];
  const whole = await restores.restore({ exact: true });
  expect(whole.outcome).toBe('succeeded');
  const [fresh, after] = [contents(), fingerprint(home.source)];
  await restores.undo(whole.id);
  expect(fingerprint(home.source)).toBe(before);
  for (const { way, ...moment } of moments) {
    try {
      const runId = await killAt(moment);
      expectWhole(old, fresh);
      await startAgain();
      await recover(way, runId, { before, after });
      expect(fingerprint(home.source)).toBe(before);
      expect(leftovers()).toEqual([]);
    } catch (error) {
      throw new Error(JSON.stringify(moment), { cause: error });
    }
  }
}, 600_000);

it('an undo that was cut off can be finished, and be undone', async () => {
  await prepare();
  const before = fingerprint(home.source);
  for (const way of ['finish', 'undo'] as const) {
    const run = await restores.restore({ exact: true });
    const restored = fingerprint(home.source);
    const undo = await killAt({ phase: 'restoring', files: 0, later: 30 }, run.id);
    await startAgain();
    expect(await restores.status(undo)).toMatchObject({ state: 'interrupted', [way]: { possible: true } });
    const ended = way === 'undo' ? await restores.undo(undo) : await restores.finish(undo);
    expect(ended.outcome, JSON.stringify(ended.warnings.slice(0, 3))).toBe('succeeded');
    expect(fingerprint(home.source)).toBe(way === 'finish' ? before : restored);
    expect(await restores.status(run.id)).toMatchObject({ state: way === 'finish' ? 'undone' : 'done' });
    if (way === 'undo') expect((await restores.undo(run.id)).outcome).toBe('succeeded');
    expect(fingerprint(home.source)).toBe(before);
  }
}, 300_000);

it('what was half written goes with the next start, also if nobody finishes or undoes it', async () => {
  bash('mkdir d; echo old > d/a');
  await home.backUp();
  bash('echo new > d/a');
  const run = await restores.restore({});
  const file = `${home.source}/d/.holdfast-${run.id}-7`;
  fs.writeFileSync(file, 'half');
  fs.writeFileSync(`${home.source}/d/.holdfast-${crypto.randomUUID()}-7`, 'another’s');
  noteInJournal(home.home, run.id, () => ({ state: 'working' }));
  await startAgain();
  await home.engine.close();
  expect(leftovers()).toHaveLength(1);
  home = await openBackupHome({ folder: home.folder, again: true });
});
