import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { removeTree } from '../../../electron/engine/tools/remove-tree.ts';
import type { Plan } from '../../../shared/domain/plan.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { HoldfastError } from '../../../shared/errors.ts';
import { type BackupHome, noExclusions, openBackupHome } from '../backup-home.ts';
import { expectSound } from '../check-snapshots.ts';
import { brokenSums, differences } from '../compare-trees.ts';
import { applyEdit } from './apply-edit.ts';
import { expectCatalogue, expectFolders, type Moment } from './check-catalogue.ts';
import { carriedIn, isUnchanged, toLines } from './described.ts';
import { createLiveTree, isRoot, type LiveTree, newFile, newFolder } from './live-tree.ts';
import { readTree } from './read-tree.ts';
import type { Scenario, Step } from './scenario.ts';
import { excludedName, type TreeEdit } from './tree-edit.ts';
import { type Backup, describeBackup, isFolderPlace } from './tree-model.ts';

const script = fileURLToPath(new URL('../../fixtures/back-up.ts', import.meta.url));
const stays = 'stays';

interface Play {
  readonly home: BackupHome;
  readonly plan: Plan;
  readonly tree: LiveTree;
  readonly source: string;
  /** Folders of the plan, below the source. */
  readonly roots: readonly string[];
  readonly isFixed: (path: string) => boolean;
  /** The snapshots there are, oldest first. */
  readonly moments: Moment[];
  excludes: boolean;
  readonly log: (line: string) => void;
}

/**
 * Plays a scenario with a home of its own. Throws what was not as it has to be. `log` is told what was done, so that a
 * person can follow it.
 */
export async function play(scenario: Scenario, log: (line: string) => void): Promise<void> {
  const home = await openBackupHome();
  try {
    const state = await begin(scenario, home, log);
    edit(state, scenario.first);
    await backUp(state, 'plain');
    for (const step of scenario.steps) await take(state, step);
    for (const folder of home.snapshots()) expect(brokenSums(folder)).toBe('');
    await expectCatalogue(home, state.moments, state.source);
    if (!state.moments.some(hasUnread)) await expectSound(home.home);
  } finally {
    // Some folders in them may be closed.
    for (const folder of [home.at('tree'), home.repository]) removeTree(folder);
    await home.close();
  }
}

/** The copy of a folder that never could be read can't be read either. */
const hasUnread = ({ description }: Moment): boolean =>
  !isRoot && [...description.values()].some(({ type, mode }) => type === 'folder' && (mode & 0o700) !== 0o700);

async function begin({ twoFolders }: Scenario, home: BackupHome, log: Play['log']): Promise<Play> {
  const source = home.at('tree');
  const roots = twoFolders ? ['/one', '/two'] : [''];
  const tree = createLiveTree(source, home.folder);
  if (twoFolders) for (const name of ['one', 'two']) tree.make(tree.top, name, newFolder());
  const fixed = new Set(['', ...roots, ...roots.map((root) => `${root}/${stays}`)]);
  for (const folder of tree.places().filter(isFolderPlace)) {
    // A folder of the plan that has become empty is another matter.
    if (roots.includes(folder.path)) tree.make(folder, stays, newFile(Buffer.from(stays)));
  }
  const plan = await home.addPlan({ folders: roots.map((root) => source + root) });
  log(`the plan's folders: ${roots.map((root) => JSON.stringify(root)).join(', ')}`);
  const isFixed = (path: string) => fixed.has(path);
  return { home, plan, tree, source, roots, isFixed, moments: [], excludes: false, log };
}

async function take(state: Play, step: Step): Promise<void> {
  const { home, log } = state;
  edit(state, step.edits);
  if (step.excludes !== state.excludes) await exclude(state, step.excludes);
  if (step.backup === 'rested') await delay(2100);
  if (step.backup === 'killed') log(await killed(state, step.moment));
  if (step.backup === 'cancelled') log(await cancelled(state));
  await backUp(state, step.backup);
  switch (step.after) {
    case 'nothing':
      break;
    case 'again':
      await backUp(state, 'again');
      break;
    case 'delete':
      await remove(state, step.pick);
      break;
    case 'rebuild':
      log('catalogue rebuilt');
      await succeed(home, (await home.engine.services.repositories.rebuild({})).runId);
      await expectCatalogue(home, state.moments, state.source);
      break;
  }
}

function edit({ tree, isFixed, log }: Play, edits: readonly TreeEdit[]): void {
  tree.open();
  for (const one of edits) {
    const done = applyEdit(tree, one, isFixed);
    if (done !== null) log(`  ${done}`);
  }
  tree.settle();
}

async function exclude(state: Play, excludes: boolean): Promise<void> {
  const { home, plan, log } = state;
  const exclusions = { ...noExclusions, patterns: excludes ? [excludedName] : [] };
  await home.engine.services.plans.edit({ plan: plan.id, changes: { exclusions } });
  state.excludes = excludes;
  log(`  ${excludedName} ${excludes ? 'excluded' : 'included again'}`);
}

function describeNow({ tree, roots, excludes, moments }: Play): Backup {
  const base = moments.at(-1)?.description ?? new Map();
  return describeBackup({ top: tree.top, roots, isLeftOut: (name) => excludes && name === excludedName, base });
}

/** Backs up; then the newest snapshot is how things are now, and all others are what they were. */
async function backUp(state: Play, manner: string): Promise<void> {
  const { home, moments, source, log } = state;
  const { description, unread } = describeNow(state);
  const before = moments.at(-1);
  const isNew = before === undefined || !isUnchanged(before.description, description);
  const run = await home.backUp({ fullChecksum: manner === 'full-checksum' });
  log(isNew ? `backup ${moments.length + 1} (${manner})` : `backup (${manner}): nothing changed`);
  const warnings = run.warnings.map(({ code, path }) => `${code} ${path}`).sort();
  expect({ error: run.error, warnings, outcome: run.outcome }).toEqual({
    error: null,
    warnings: unread.map((path) => `unreadable ${source}${path}`).sort(),
    outcome: unread.length === 0 ? 'succeeded' : 'succeeded-with-warnings',
  });
  if (isNew) moments.push({ id: run.snapshotId ?? '', description });
  // What a killed run has committed is found to be as things are.
  if (manner !== 'killed') expect(run.result).toMatchObject({ unchanged: !isNew });
  const folders = home.snapshots();
  expect(folders.length, 'number of snapshots').toBe(moments.length);
  expect(moments.at(-1)?.id).toBe(run.snapshotId);
  if (unread.length === 0) expectEqual(state);
  expectKept(state);
  await expectFolders(home, moments.at(-1) ?? { id: '', description }, source);
}

/** rsync finds nothing to do between the source and the newest snapshot. */
function expectEqual({ home, source, roots, excludes }: Play): void {
  const options = excludes ? [`--exclude=${excludedName}`] : [];
  const files = `${home.newestFiles()}${source}`;
  for (const root of roots) expect(differences(source + root, files + root, ...options)).toEqual([]);
}

/** Every snapshot is what its model says, to the last attribute. */
function expectKept({ home, moments, source, roots }: Play): void {
  for (const [index, folder] of home.snapshots().entries()) {
    const { description } = moments[index] ?? { description: new Map() };
    const kept = readTree(`${folder}/files${source}`, roots, carriedIn(description));
    expect(toLines(kept), `snapshot ${index + 1} of ${moments.length}`).toEqual(toLines(description));
  }
}

async function remove(state: Play, pick: number): Promise<void> {
  const { home, moments, source, log } = state;
  const index = pick % moments.length;
  const [moment] = moments.slice(index);
  if (!moment || moments.length === 1) return;
  log(`snapshot ${index + 1} of ${moments.length} deleted`);
  const { snapshots } = home.engine.services;
  const phrase = await snapshots.remove({ snapshot: moment.id }).then(
    () => undefined,
    (error: unknown) => (error instanceof HoldfastError ? String(error.details.phrase) : undefined),
  );
  const { runId } = await snapshots.remove({ snapshot: moment.id, ...(phrase !== undefined && { confirm: phrase }) });
  await succeed(home, runId);
  moments.splice(index, 1);
  expectKept(state);
  await expectCatalogue(home, moments, source);
}

async function succeed(home: BackupHome, runId: string): Promise<void> {
  const run = await ended(home, runId);
  expect({ error: run.error, warnings: run.warnings, outcome: run.outcome }).toEqual({
    ...{ error: null, warnings: [], outcome: 'succeeded' },
  });
}

async function ended({ engine }: BackupHome, runId: string): Promise<RunDetail> {
  for await (const event of engine.services.runs.watch({ run: runId })) if (event.type === 'ended') return event.run;
  throw new Error('the run ended without a word');
}

/** A backup in a process of its own, killed at some moment. */
async function killed({ home, plan }: Play, moment: number): Promise<string> {
  const child = spawn(process.execPath, [script, home.home, plan.id], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  child.stdout.once('data', () => {
    setTimeout(() => child.kill('SIGKILL'), moment);
  });
  child.stdout.resume();
  const [code] = await exit;
  return code === null ? `backup killed after ${moment} ms` : 'backup ended before it was killed';
}

async function cancelled({ home, plan }: Play): Promise<string> {
  const { runs } = home.engine.services;
  const { runId } = await runs.backup({ plan: plan.id, fullChecksum: false });
  await runs.cancel({ run: runId });
  return `backup to be cancelled: ${(await ended(home, runId)).outcome}`;
}
