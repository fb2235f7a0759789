import fs from 'node:fs';
import type { Plan } from '#shared/domain/plan.ts';
import type { PlanPaths } from '../repository/layout.ts';
import { snapshotPaths } from '../repository/layout.ts';
import { readManifest } from '../repository/read-manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import type { StoredSnapshot } from './import-snapshot.ts';

/**
 * The committed snapshots of a plan as they lie in its repository, by sequence, without those of `known` names. A folder
 * whose manifest can't be read or is not of that plan is left out with a warning.
 */
export function storedSnapshots(
  context: Pick<RunContext, 'warn'>,
  paths: PlanPaths,
  plan: Pick<Plan, 'id'>,
  known: ReadonlySet<string> = new Set(),
): StoredSnapshot[] {
  if (!fs.existsSync(fsPath(paths.snapshots))) return [];
  const found = readNames(paths.snapshots)
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const folder = `${paths.snapshots}/${name}`;
      const { manifest: file } = snapshotPaths(folder);
      const manifest = readManifest(file);
      if (manifest?.planId === plan.id) return [{ folder, name, manifest }];
      const reason = manifest ? 'it is of another plan' : 'its manifest is damaged or missing';
      context.warn({
        code: 'file-damaged',
        path: file,
        message: `${folder} was left out of the catalogue: ${reason}.`,
      });
      return [];
    });
  return found.sort((one, other) => one.manifest.sequence - other.manifest.sequence).filter(isFirstOfSequence);
}

/** Two folders that claim one place in the order are copies of each other: the first counts. */
const isFirstOfSequence = ({ manifest }: StoredSnapshot, index: number, all: readonly StoredSnapshot[]): boolean =>
  all[index - 1]?.manifest.sequence !== manifest.sequence;
