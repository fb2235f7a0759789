import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { createCatalogue } from '../../electron/engine/catalogue/catalogue.ts';
import { entryTypeNames, recordFlags, toFileRecord } from '../../electron/engine/catalogue/file-record.ts';
import { type Connection, openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import { treeKey } from '../../electron/engine/catalogue/safety-tree.ts';
import type { SnapshotRow } from '../../electron/engine/catalogue/snapshots-store.ts';
import { walkTree } from '../../electron/engine/catalogue/walk-tree.ts';
import { snapshotPaths } from '../../electron/engine/repository/layout.ts';
import { readLists } from '../../electron/engine/repository/read-lists.ts';
import { fsPath } from '../../electron/engine/tools/fs-path.ts';
import { readNames } from '../../electron/engine/tools/read-names.ts';
import { decodePathText } from '../../shared/domain/path-text.ts';

/**
 * Expects of every snapshot of every plan that the catalogue, METADATA and the disk tell the same, that no snapshot is
 * known to one of them only, and that nothing is left of unfinished work.
 */
export async function expectSound(home: string): Promise<void> {
  const db = openCatalogue(home);
  try {
    const catalogue = createCatalogue(db);
    for (const { key, plan, rootEntry, repositoryPath } of catalogue.plans.list()) {
      const folder = path.join(repositoryPath, 'plans', plan.slug);
      const rows = catalogue.snapshots.list(key);
      const names = fs.existsSync(`${folder}/snapshots`) ? fs.readdirSync(`${folder}/snapshots`) : [];
      expect(rows.map(({ name }) => name).sort()).toEqual(names.sort());
      expect(fs.existsSync(`${folder}/incomplete`) ? fs.readdirSync(`${folder}/incomplete`) : []).toEqual([]);
      for (const row of rows) {
        const folderId = row.rootEntry ?? rootEntry;
        const place = path.join(folder, 'snapshots', row.name);
        await expectSame(db, { ...row, folderId, folder: place });
        expect(catalogue.dumps.filesOf(row.id).map((file) => file.path)).toEqual(dumpsIn(place));
      }
    }
  } finally {
    db.close();
  }
}

interface Checked extends Pick<SnapshotRow, 'planKey' | 'rootEntry' | 'hasFiles' | 'sequence'> {
  /** Topmost entry, and the snapshot's folder. */
  readonly folderId: number;
  readonly folder: string;
}

async function expectSame(db: Connection, { planKey, sequence, folderId, folder, ...row }: Checked): Promise<void> {
  const known = [...walkTree(db, { folderId, path: '/', sequence })];
  const paths = snapshotPaths(folder);
  const listed: string[] = [];
  for await (const entries of readLists(paths)) {
    for (const entry of entries) listed.push(entry ? inFull(entry) : 'not an entry');
  }
  expect(known.map(inFull).sort()).toEqual(listed.sort());
  const held = db
    .prepare<unknown[], number>(
      `SELECT count(*) FROM version v JOIN entry e ON e.id = v.entry_id WHERE e.plan_key = @key
         AND v.first_seq <= @seq AND (v.last_seq IS NULL OR v.last_seq >= @seq)`,
    )
    .pluck();
  const key = row.rootEntry === null ? planKey : treeKey(planKey);
  expect(held.get({ key, seq: sequence })).toBe(known.length);
  const above = new Set(known.filter(isAbove).map((entry) => entry.path));
  expect(row.hasFiles ? onDisk(paths.files, above) : []).toEqual(known.map(asOnDisk).sort());
}

/** Files of dumps as they lie in a snapshot, by path. */
function dumpsIn(folder: string): string[] {
  const { databases } = snapshotPaths(folder);
  if (!fs.existsSync(databases)) return [];
  return fs
    .readdirSync(databases, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

interface Told {
  readonly path: string;
  readonly type: number;
  readonly size: number;
  readonly mode: number;
  readonly mtimeS: number;
  readonly mtimeNs: number;
  readonly flags: number;
  readonly link: string | null;
  readonly sha256: Buffer | null;
}

const isAbove = ({ flags }: Pick<Told, 'flags'>): boolean => (flags & recordFlags.ancestor) !== 0;

const inFull = (told: Told): string =>
  `${asOnDisk(told)} ${told.sha256?.toString('hex') ?? ''}${told.flags & recordFlags.carried ? ' carried' : ''}`;

/** Folders above the plan's own have their place only: their times are not kept to the nanosecond. */
function asOnDisk(told: Omit<Told, 'sha256'>): string {
  const { path, type, size, mode, mtimeS, mtimeNs, link } = told;
  const time = isAbove(told) ? '' : ` ${mtimeS}.${mtimeNs}`;
  return `${path} ${entryTypeNames[type]} ${size} ${mode.toString(8)}${time} ${link ?? ''}`;
}

function onDisk(files: string, above: ReadonlySet<string>, below = ''): string[] {
  return readNames(files + below)
    .flatMap((name) => {
      const path = `${below}/${name}`;
      const stats = fs.lstatSync(fsPath(files + path), { bigint: true });
      const link = stats.isSymbolicLink() ? decodePathText(fs.readlinkSync(fsPath(files + path), 'buffer')) : null;
      const flags = above.has(path) ? recordFlags.ancestor : 0;
      const entry = asOnDisk({ ...toFileRecord(stats), path, link, flags });
      return stats.isDirectory() ? [entry, ...onDisk(files, above, path)] : [entry];
    })
    .sort();
}
