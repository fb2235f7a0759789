import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { gzipSync } from 'node:zlib';
import { sumLine } from '../../electron/engine/backup/sum-line.ts';
import { createCatalogue } from '../../electron/engine/catalogue/catalogue.ts';
import { entryTypeNames } from '../../electron/engine/catalogue/file-record.ts';
import { type Connection, openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import type { PlanRow } from '../../electron/engine/catalogue/plans-store.ts';
import type { SnapshotRow } from '../../electron/engine/catalogue/snapshots-store.ts';
import { type TreeEntry, walkTree } from '../../electron/engine/catalogue/walk-tree.ts';
import { planPaths, repositoryPaths, snapshotPaths } from '../../electron/engine/repository/layout.ts';
import { type Manifest, type MetadataLine, repositoryFormat } from '../../electron/engine/repository/manifest.ts';
import { writePlanFile } from '../../electron/engine/repository/plan-file.ts';

/**
 * Writes the repository of a home whose catalogue was generated: marker, plan and the lists of each snapshot, all that a
 * rebuild reads. The files themselves are not made.
 */
export function makeLists(home: string): void {
  const db = openCatalogue(home);
  try {
    const catalogue = createCatalogue(db);
    for (const { id, path, createdAt } of catalogue.repositories.list()) {
      fs.mkdirSync(path, { recursive: true });
      fs.writeFileSync(repositoryPaths(path).marker, JSON.stringify({ format: repositoryFormat, id, createdAt }));
    }
    for (const plan of catalogue.plans.list()) {
      const paths = planPaths(plan.repositoryPath, plan.plan.slug);
      fs.mkdirSync(paths.snapshots, { recursive: true });
      writePlanFile(paths, plan.plan);
      for (const snapshot of catalogue.snapshots.list(plan.key)) writeSnapshot(db, plan, snapshot);
    }
  } finally {
    db.close();
  }
}

function writeSnapshot(db: Connection, plan: PlanRow, snapshot: SnapshotRow): void {
  const folder = `${planPaths(plan.repositoryPath, plan.plan.slug).snapshots}/${snapshot.name}`;
  const paths = snapshotPaths(folder);
  fs.mkdirSync(paths.files, { recursive: true });
  const [sums, metadata] = [createGzipWriter(paths.sums), createGzipWriter(paths.metadata)];
  for (const entry of walkTree(db, { folderId: plan.rootEntry, path: '/', sequence: snapshot.sequence })) {
    metadata.add(metadataLine(entry));
    if (entry.sha256) sums.add(sumLine(entry.sha256.toString('hex'), `files${entry.path}`));
  }
  const closed = { sums: sums.close(), metadata: metadata.close() };
  fs.writeFileSync(paths.manifest, JSON.stringify({ ...manifestOf(plan, snapshot), ...closed }));
}

function metadataLine(entry: TreeEntry): string {
  const { path, size, mode, uid, gid, dev, ino, flags } = entry;
  const line: MetadataLine = {
    ...{ path, type: entryTypeNames[entry.type] ?? 'file', size, mode, uid, gid, dev, ino },
    ...{ mtime: [entry.mtimeS, entry.mtimeNs], ctime: [entry.ctimeS, entry.ctimeNs] },
    ...(flags !== 0 && { flags }),
  };
  return `${JSON.stringify(line)}\n`;
}

/** One gzip member for each megabyte, as a backup writes one for each batch of folders. */
function createGzipWriter(file: string) {
  const output = fs.openSync(file, 'w');
  const hash = crypto.createHash('sha256');
  let lines: string[] = [];
  let length = 0;
  const flush = (): void => {
    const member = gzipSync(lines.join(''), { level: 1 });
    hash.update(member);
    fs.writeSync(output, member);
    [lines, length] = [[], 0];
  };
  return {
    add: (line: string): void => {
      lines.push(line);
      length += line.length;
      if (length > 1024 * 1024) flush();
    },
    /** Hex SHA-256 of the whole file. */
    close: (): string => {
      flush();
      fs.closeSync(output);
      return hash.digest('hex');
    },
  };
}

function manifestOf({ plan }: PlanRow, snapshot: SnapshotRow): Omit<Manifest, 'sums' | 'metadata'> {
  const { id, sequence, startedAt, completedAt, files, folders, bytes, changes } = snapshot;
  const roots = plan.folders.map((path) => ({ path, missing: false }));
  return {
    ...{ format: repositoryFormat, id, sequence, kind: 'backup', planId: plan.id, planName: plan.name },
    ...{ machine: os.hostname(), runId: crypto.randomUUID(), startedAt, completedAt, base: null },
    components: { files: { files, folders, bytes, changes, roots, carried: [] } },
    ...{ exclusions: plan.exclusions, tools: {}, warnings: [], warningCount: 0 },
  };
}
