import fs from 'node:fs';
import path from 'node:path';
import { planPaths, repositoryPaths, snapshotPaths } from '../repository/layout.ts';
import { readPlanFile } from '../repository/plan-file.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { isSafetyName } from '../safety/safety-name.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';

/** What a repository holds, as its runbook tells it. */
export interface PlanContents {
  readonly slug: string;
  readonly name: string;
  readonly machine: string;
  /** Backups; what restores have kept of what they changed is not among them. */
  readonly snapshots: number;
  /** The newest ten, newest first. */
  readonly newest: readonly SnapshotContents[];
  /** Whether there are safety copies beside them. */
  readonly hasSafety: boolean;
}

export interface SnapshotContents {
  readonly name: string;
  readonly completedAt: string;
  readonly files: number;
  readonly bytes: number;
  /** Absolute paths of the folders that were backed up. */
  readonly roots: readonly string[];
}

const shown = 10;

/** Plans by name; those without a snapshot are left out. Reads ten manifests a plan at most. */
export function readContents(repository: string): PlanContents[] {
  const { plans } = repositoryPaths(repository);
  return namesIn(plans)
    .map((slug) => readPlan(repository, slug))
    .filter((plan) => plan.newest.length > 0)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function readPlan(repository: string, slug: string): PlanContents {
  const paths = planPaths(repository, slug);
  const all = namesIn(paths.snapshots);
  const names = all.filter((name) => !isSafetyName(name));
  // Names begin with the time in UTC: the newest are the last ones, but for clocks set back; the sequence decides then.
  const manifests = names
    .sort()
    .slice(-shown)
    .flatMap((name) => readSnapshot(paths.snapshots, name));
  manifests.sort((one, other) => other.sequence - one.sequence);
  const file = readPlanFile(paths);
  const [latest] = manifests;
  return {
    slug,
    name: file?.plan.name ?? latest?.planName ?? slug,
    machine: file?.machine ?? latest?.machine ?? '',
    snapshots: names.length,
    newest: manifests,
    hasSafety: names.length < all.length,
  };
}

function readSnapshot(snapshots: string, name: string) {
  const manifest = readManifest(snapshotPaths(path.join(snapshots, name)).manifest);
  if (manifest?.kind !== 'backup') return [];
  const { sequence, completedAt, planName, machine } = manifest;
  const { files, bytes, roots } = manifest.components.files;
  return [{ name, sequence, completedAt, planName, machine, files, bytes, roots: roots.map((root) => root.path) }];
}

const namesIn = (folder: string): string[] => (fs.existsSync(fsPath(folder)) ? readNames(folder) : []);
