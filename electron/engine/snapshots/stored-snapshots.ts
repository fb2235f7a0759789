import fs from 'node:fs';
import { readLeftOut, writeLeftOut } from '../catalogue/left-out.ts';
import { type SnapshotPaths, snapshotPaths } from '../repository/layout.ts';
import { readManifest } from '../repository/read-manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';
import type { HeldPlan } from './held-plan.ts';
import type { StoredSnapshot } from './import-snapshot.ts';
import { snapshotNames } from './snapshot-names.ts';

type Found = Omit<StoredSnapshot, 'sequence'>;

/**
 * The committed snapshots of a plan as they lie in its repository, oldest first, without those of `known` names. A folder
 * whose manifest can't be read or is not of that plan is left out with a warning, and so is a copy of another one; what
 * was left out before and has not changed since is passed over in silence.
 */
export function storedSnapshots(
  context: Pick<RunContext, 'warn' | 'db' | 'catalogue'>,
  place: HeldPlan,
  known: ReadonlySet<string> = new Set(),
): StoredSnapshot[] {
  const { row, paths } = place;
  const before = readLeftOut(context.db, row.key);
  const names = snapshotNames(paths).filter((name) => !known.has(name));
  const leftOut = new Map([...before].filter(([name]) => names.includes(name)));
  const found = names.flatMap((name): Found[] => {
    const folder = `${paths.snapshots}/${name}`;
    const files = snapshotPaths(folder);
    if (leftOut.get(name) === stateOfLists(files)) return [];
    leftOut.delete(name);
    const manifest = readManifest(files.manifest);
    if (manifest?.planId === row.plan.id) return [{ folder, name, manifest }];
    leaveOut({ folder, name }, manifest ? 'it is of another plan' : 'its manifest is damaged or missing');
    return [];
  });
  const ids = new Map<string, string>();
  const sound = found.sort(byAge).filter((snapshot) => {
    const original = ids.get(snapshot.manifest.id) ?? elsewhere(snapshot.manifest.id);
    if (original === undefined) ids.set(snapshot.manifest.id, snapshot.name);
    else leaveOut(snapshot, `it is a copy of ${original}`);
    return original === undefined;
  });
  place.assertThere();
  writeLeftOut(context.db, row.key, leftOut);
  return numbered(sound);

  /** A folder of snapshots may have been copied from one of the plan's repositories to another. */
  function elsewhere(id: string): string | undefined {
    const held = context.catalogue.snapshots.byId(id);
    if (!held || held.planKey === row.key) return undefined;
    const other = context.catalogue.plans.list().find(({ key }) => key === held.planKey);
    return other && `${held.name} in ${other.repositoryPath}`;
  }

  function leaveOut({ folder, name }: Pick<Found, 'folder' | 'name'>, reason: string): void {
    const files = snapshotPaths(folder);
    leftOut.set(name, stateOfLists(files));
    const message = `${folder} was left out of the catalogue: ${reason}.`;
    context.warn({ code: 'file-damaged', path: files.manifest, message });
  }
}

/** Remembers a snapshot whose lists turned out to be damaged, so that it is passed over until they change. */
export function rememberLeftOut({ db }: Pick<RunContext, 'db'>, place: HeldPlan, { folder, name }: Found): void {
  place.assertThere();
  const leftOut = readLeftOut(db, place.row.key);
  writeLeftOut(db, place.row.key, leftOut.set(name, stateOfLists(snapshotPaths(folder))));
}

/** By the number within the plan; where two claim one, the clock decides. */
function byAge(one: Found, other: Found): number {
  const [a, b] = [one.manifest, other.manifest];
  return (
    a.sequence - b.sequence || Date.parse(a.completedAt) - Date.parse(b.completedAt) || (one.name < other.name ? -1 : 1)
  );
}

/** Two snapshots may claim one place: one was moved away while the other was made, or its lists could not be read. */
function numbered(snapshots: readonly Found[]): StoredSnapshot[] {
  let last = 0;
  return snapshots.map((snapshot) => {
    last = Math.max(snapshot.manifest.sequence, last + 1);
    return { ...snapshot, sequence: last };
  });
}

/** Differs whenever one of the files that a snapshot is taken in from was put there or written to. */
function stateOfLists({ manifest, metadata, sums }: SnapshotPaths): string {
  return [manifest, metadata, sums]
    .map((file) => fs.statSync(fsPath(file), { throwIfNoEntry: false }))
    .map((stats) => (stats ? `${stats.size} ${stats.ctimeMs}` : 'none'))
    .join(', ');
}
