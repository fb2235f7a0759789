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
  /** The newest dump of each database that those snapshots hold, by label and name. */
  readonly databases: readonly DumpContents[];
}

export interface DumpContents {
  readonly label: string;
  readonly database: string;
  /** The snapshot's folder and the dump's path in it. */
  readonly snapshot: string;
  readonly path: string;
  readonly format: 'custom' | 'directory';
  readonly at: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly serverVersion: string;
  /** Path in the same snapshot of the server's roles and tablespaces; null without. */
  readonly globals: string | null;
}

export interface SnapshotContents {
  readonly name: string;
  readonly completedAt: string;
  /** Null where only databases were backed up. */
  readonly files: number | null;
  /** Of files and dumps. */
  readonly bytes: number;
  /** Absolute paths of the folders that were backed up. */
  readonly roots: readonly string[];
  readonly dumps: readonly DumpContents[];
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
    databases: newestDumps(manifests),
  };
}

/** Snapshots are given newest first. */
function newestDumps(snapshots: readonly SnapshotContents[]): DumpContents[] {
  const newest = new Map<string, DumpContents>();
  for (const dump of snapshots.flatMap(({ dumps }) => dumps)) {
    const key = JSON.stringify([dump.label, dump.database]);
    if (!newest.has(key)) newest.set(key, dump);
  }
  return [...newest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, dump]) => dump);
}

function readSnapshot(snapshots: string, name: string) {
  const manifest = readManifest(snapshotPaths(path.join(snapshots, name)).manifest);
  if (manifest?.kind !== 'backup') return [];
  const { sequence, completedAt, planName, machine } = manifest;
  const { files, databases = [], globals = [] } = manifest.components;
  const dumps = databases.map(({ files: _, ...dump }) => ({
    ...dump,
    snapshot: name,
    globals: globals.find(({ label }) => label === dump.label)?.path ?? null,
  }));
  const dumpBytes = dumps.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    {
      ...{ name, sequence, completedAt, planName, machine, dumps },
      files: files?.files ?? null,
      bytes: (files?.bytes ?? 0) + dumpBytes,
      roots: (files?.roots ?? []).map((root) => root.path),
    },
  ];
}

const namesIn = (folder: string): string[] => (fs.existsSync(fsPath(folder)) ? readNames(folder) : []);
