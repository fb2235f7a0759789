import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import type { Progress, RunDetail, RunPhase } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences, fingerprint } from '../../helpers/compare-trees.ts';
import { eventually } from '../../helpers/eventually.ts';
import { quietPorts } from '../../helpers/quiet-ports.ts';

let home: BackupHome;
const script = fileURLToPath(new URL('../../fixtures/delete-snapshots.ts', import.meta.url));

beforeEach(async () => {
  home = await openBackupHome();
  await home.addPlan();
});
afterEach(() => home.close());

const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: home.source });
const trash = (): string[] => {
  const folder = path.join(home.planFolder(), 'trash');
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};
const nameOf = (folder: string): string => path.basename(folder);

/** Enough for a deletion to be met on its way. */
function fill(round: number): void {
  for (let folder = 0; folder < 40; folder += 1) {
    fs.mkdirSync(`${home.source}/r${round}/d${folder}`, { recursive: true });
    for (let file = 0; file < 15; file += 1)
      fs.writeFileSync(`${home.source}/r${round}/d${folder}/f${file}`, `${round}`);
  }
}

/** Three snapshots; gives their folders, oldest first. */
async function makeThree(): Promise<readonly [string, string, string]> {
  for (const round of [1, 2, 3]) {
    fill(round);
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', error: null });
  }
  const [one = '', two = '', three = ''] = home.snapshots();
  return [one, two, three];
}

async function remove(folders: readonly string[], watch: (progress: Progress, run: string) => void = () => {}) {
  const { snapshots } = home.engine.services;
  const names = folders.map(nameOf);
  const confirm = names.length === 1 ? names[0] : `delete ${names.length} snapshots`;
  return follow((await snapshots.removeSeveral({ snapshots: names, confirm })).runId, watch);
}

async function follow(runId: string, watch: (progress: Progress, run: string) => void = () => {}): Promise<RunDetail> {
  for await (const event of home.engine.services.runs.watch({ run: runId })) {
    if (event.type === 'ended') return event.run;
    watch(event.progress, runId);
  }
  throw new Error('the run ended without a word');
}

const listed = async (): Promise<string[]> =>
  (await home.engine.services.snapshots.list({})).map(({ name }) => name).reverse();

/** An engine of the kind that stays, and what its deletions came to. */
async function stay(until: () => boolean | Promise<boolean>): Promise<readonly RunDetail[]> {
  const engine = await createEngine({ home: home.home, owner: 'host', ports: quietPorts() });
  try {
    await eventually(until);
    await eventually(async () => (await engine.services.runs.list({ limit: 1 })).items[0]?.outcome !== null);
    const { items } = await engine.services.runs.list({ kind: 'delete', limit: 10 });
    return Promise.all(items.map(({ id }) => engine.services.runs.get({ run: id })));
  } finally {
    await engine.close();
  }
}

test('several at once: one phrase, one run, and the others are untouched to the last byte, mode and time', async () => {
  const [one, two, three] = await makeThree();
  fill(4);
  await home.backUp();
  const four = home.snapshots()[3] ?? '';
  const before = [two, four].map(fingerprint);
  const { snapshots } = home.engine.services;
  const asked = snapshots.removeSeveral({ snapshots: [nameOf(one), nameOf(three), nameOf(one)] });
  await expect(asked).rejects.toMatchObject({ code: 'confirmation-needed', details: { phrase: 'delete 2 snapshots' } });
  let last: Progress | undefined;
  const run = await remove([one, three], (progress) => {
    last = progress;
  });
  expect(run).toMatchObject({ outcome: 'succeeded', snapshotId: null, subject: `${nameOf(one)}, ${nameOf(three)}` });
  expect(last?.phase).toBe('deleting');
  expect(run.result).toEqual({ kind: 'delete', entries: last?.filesTotal });
  expect(trash()).toEqual([]);
  expect(home.snapshots()).toEqual([two, four]);
  expect([two, four].map(fingerprint)).toEqual(before);
  expect([two, four].map(brokenSums)).toEqual(['', '']);
  await expectSound(home.home);
});

test('snapshots of two plans, and a pinned one among several, are refused before anything goes', async () => {
  fill(1);
  await home.backUp();
  const other = await home.addPlan();
  await home.backUp({ plan: other });
  const { snapshots } = home.engine.services;
  const ids = (await snapshots.list({})).map(({ id }) => id);
  await expect(snapshots.removeSeveral({ snapshots: ids })).rejects.toMatchObject({ code: 'invalid-input' });
  fill(2);
  await home.backUp();
  await snapshots.pin({ snapshot: 'Plan 1/latest', pinned: true });
  // By their ids: one of the other plan may have the same second for a name.
  const ofPlan = (await snapshots.list({ plan: 'Plan 1' })).map(({ id }) => id);
  await expect(snapshots.removeSeveral({ snapshots: ofPlan })).rejects.toMatchObject({ code: 'snapshot-pinned' });
  expect(await listed()).toHaveLength(3);
});

test('while files are removed the same plan and another are backed up', async () => {
  const [one, two, three] = await makeThree();
  const other = await home.addPlan();
  let during: Promise<RunDetail[]> | undefined;
  let going: string | null = 'not begun';
  const run = await remove([one, two], (progress, runId) => {
    if (progress.phase !== 'deleting' || during) return;
    bash('echo new > new');
    const works = [home.backUp(), home.backUp({ plan: other })];
    during = Promise.all(works);
    going = runId;
  });
  const backups = await during;
  expect(going).toBe(run.id);
  expect(backups?.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
  expect(run.outcome).toBe('succeeded');
  expect(differences(home.source, home.newestFiles() + home.source)).toEqual([]);
  expect(home.snapshots()[0]).toBe(three);
  expect(trash()).toEqual([]);
  await expectSound(home.home);
});

test('cancelled: the snapshot is gone, it says so, and the rest goes when an engine starts that stays', async () => {
  const [one, two, three] = await makeThree();
  const run = await remove([two], (progress, runId) => {
    if (progress.phase === 'deleting') void home.engine.services.runs.cancel({ run: runId });
  });
  expect(run.outcome).toBe('cancelled');
  expect(run.error?.message).toMatch(/^Cancelled\. The deleted snapshots are gone from the list; the rest/);
  expect(await listed()).toEqual([one, three].map(nameOf));
  expect(trash()).toHaveLength(1);
  const [resumed] = await stay(() => trash().length === 0);
  expect(resumed).toMatchObject({ outcome: 'succeeded', subject: 'what an earlier deletion left', planName: 'Plan 1' });
  await expectSound(home.home);
});

const moments: readonly { phase: RunPhase; entries: number; later: number }[] = [
  { phase: 'committing', entries: 0, later: 0 },
  { phase: 'committing', entries: 0, later: 15 },
  { phase: 'deleting', entries: 0, later: 0 },
  { phase: 'deleting', entries: 100, later: 5 },
];

test('killed at any moment: whole or gone, the rest goes by itself, and the others are as they were', async () => {
  const [kept] = await makeThree();
  const before = fingerprint(kept);
  for (const moment of moments) {
    fill(10 + moments.indexOf(moment));
    await home.backUp();
    const doomed = home.snapshots().at(-1) ?? '';
    await killWhile(nameOf(doomed), moment);
    const isWhole = fs.existsSync(doomed);
    await stay(() => trash().length === 0);
    expect(fs.existsSync(doomed), JSON.stringify(moment)).toBe(isWhole);
    if (isWhole) expect(brokenSums(doomed)).toBe('');
    expect(await listed()).toEqual(home.snapshots().map(nameOf));
    await expectSound(home.home);
  }
  expect(fingerprint(kept)).toBe(before);
  expect((await home.backUp()).outcome).toBe('succeeded');
  expect(differences(home.source, home.newestFiles() + home.source)).toEqual([]);
  await expectSound(home.home);
}, 120_000);

async function killWhile(name: string, { phase, entries, later }: (typeof moments)[number]): Promise<void> {
  const child = spawn(process.execPath, [script, home.home, name, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [seen, count] = line.split(' ');
    if (seen !== phase || Number(count) < entries) continue;
    await delay(later);
    child.kill('SIGKILL');
    break;
  }
  await ended;
}

test('a drive that is pulled out: one failure that says so, and the rest goes once it is back', async () => {
  const [one, two, three] = await makeThree();
  const away = `${home.repository}-away`;
  let pulled = false;
  const run = await remove([one], ({ phase }) => {
    if (phase !== 'deleting' || pulled) return;
    fs.renameSync(home.repository, away);
    pulled = true;
  });
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'deletion-unfinished' } });
  expect(run.error?.message).toContain('its drive went away');
  const nothing = await stay(async () => pulled);
  expect(nothing.map(({ id }) => id)).toEqual([run.id]);
  fs.renameSync(away, home.repository);
  expect(await listed()).toEqual([two, three].map(nameOf));
  const runs = await stay(() => trash().length === 0);
  expect(runs.map(({ outcome }) => outcome)).toEqual(['succeeded', 'failed']);
  await expectSound(home.home);
});

test('a command that backs up removes afterwards what a deletion left', async () => {
  const [one] = await makeThree();
  await killWhile(nameOf(one), { phase: 'deleting', entries: 0, later: 0 });
  const engine = await createEngine({ home: home.home, owner: 'command', ports: quietPorts() });
  const { runId } = await engine.services.runs.backup({ plan: 'Plan 1', fullChecksum: false });
  for await (const _ of engine.services.runs.watch({ run: runId }));
  const left = trash().length;
  let resumed = 0;
  await engine.close(() => {
    resumed += 1;
  });
  expect(resumed).toBe(left > 0 ? 1 : 0);
  expect(trash()).toEqual([]);
});
