import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { type SnapshotPaths, snapshotPaths } from '../repository/layout.ts';
import type { Manifest } from '../repository/manifest.ts';
import { writeRunbook } from '../runbook/write-runbook.ts';
import type { RunReport } from '../runs/run-job.ts';
import { setAsideSafety } from '../safety/safety-leftovers.ts';
import { importSnapshot } from '../snapshots/import-snapshot.ts';
import { makeFolder } from '../tools/make-folder.ts';
import { removeTree } from '../tools/remove-tree.ts';
import { removeLeftoverDumps } from './adopt-leftovers.ts';
import { beginManifest, commitSnapshot } from './commit-snapshot.ts';
import { type DumpedDatabases, dumpDatabases, filesOf, tellDatabases } from './dump-databases.ts';
import { dumpLines } from './dump-lines.ts';
import { findBase } from './find-base.ts';
import { gzipLines } from './list-folders.ts';
import { refuseFull } from './make-room.ts';
import type { Held } from './open-scope.ts';
import { createListFile } from './write-lists.ts';

/** Makes a snapshot of a plan's databases alone, which takes neither rsync nor a scan. */
export async function backUpDatabases(held: Held): Promise<RunReport> {
  const { context, row, paths, lock, parts, dump } = held;
  // Brings the catalogue in line with the disk.
  await findBase(context, row, { paths, lock });
  setAsideSafety(paths, context.runId);
  const target = snapshotPaths(path.join(paths.incomplete, context.runId));
  removeLeftoverDumps({ context, paths, target });
  for (const folder of [paths.incomplete, target.folder]) makeFolder(folder);
  try {
    const dumped = await dumpDatabases({ context, sources: parts.databases, target, dump });
    refuseFull(held, dumped);
    const snapshotId = dumped.dumps.length > 0 ? await commit(held, target, dumped) : undefined;
    if (snapshotId) writeRunbook(held.repository);
    return { ...(snapshotId && { snapshotId }), ...reportOf(dumped) };
  } finally {
    // Nobody goes on from a dump that was cut off; committed, the folder has another name.
    removeTree(target.folder);
  }
}

function reportOf(dumped: DumpedDatabases): Pick<RunReport, 'result' | 'failure'> {
  const files = { added: 0, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 };
  const [failed] = dumped.failures;
  return {
    result: { kind: 'backup', unchanged: false, files, withoutFiles: true, databases: tellDatabases(dumped) },
    ...(failed && { failure: failed.error }),
  };
}

async function commit(
  { job, context, row, paths, lock }: Held,
  target: SnapshotPaths,
  dumped: DumpedDatabases,
): Promise<string> {
  context.progress.enter('committing');
  const backup = { context, plan: row.plan, planKey: row.key, paths, target, scheduleId: job.scheduleId };
  const manifest: Manifest = {
    ...beginManifest(backup),
    base: null,
    components: { files: null, databases: [...dumped.dumps], globals: [...dumped.globals] },
    tools: { node: process.versions.node },
    ...writeDumpLists(target, dumped),
  };
  const name = await commitSnapshot(backup, manifest, lock);
  const stored = { folder: `${paths.snapshots}/${name}`, name, manifest, sequence: manifest.sequence };
  if (await importSnapshot(context, row, stored)) return manifest.id;
  throw new HoldfastError('internal', { reason: `the snapshot ${name} could not be read again` });
}

/** The lists of a snapshot without files: METADATA.gz is there, and empty. Gives their SHA-256. */
export function writeDumpLists(
  target: SnapshotPaths,
  dumped: Pick<DumpedDatabases, 'dumps' | 'globals'>,
): Pick<Manifest, 'sums' | 'metadata'> {
  // As with files: first the list of these, then that of dumps.
  return {
    sums: writeList(target.sums, [gzipLines(''), ...dumpLines(filesOf(dumped))]),
    metadata: writeList(target.metadata, [gzipLines('')]),
  };
}

function writeList(file: string, members: readonly Uint8Array[]): string {
  const list = createListFile(file);
  try {
    for (const member of members) list.add(member);
    return list.finish();
  } finally {
    list.close();
  }
}
