import { gzipLines, type Listed, metadataLine, quotePath } from '../backup/list-folders.ts';
import { sumLine } from '../backup/sum-line.ts';
import { createListFile } from '../backup/write-lists.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { SnapshotPaths } from '../repository/layout.ts';
import { plannedAction, type RestoreList } from '../restore/restore-list.ts';
import type { SafetySheet } from './safety-sheet.ts';

export interface SafetyLists {
  /** Hex SHA-256 of the three files. */
  readonly sums: string;
  readonly metadata: string;
  readonly created: string;
  readonly files: number;
  readonly folders: number;
  readonly bytes: number;
  /** How many paths CREATED.gz holds. */
  readonly createdCount: number;
}

const columns = `0 AS id, '' AS name, type, size, mode, uid, gid, mtime_s, mtime_ns, ctime_s, ctime_ns, dev, ino, flags,
  lower(hex(sha256)) AS sha256, link`;

/** So many entries are one gzip member. */
const pageSize = 4000;

/**
 * Writes the lists of a safety snapshot, durably: SHA256SUMS.gz and METADATA.gz as of any snapshot, and CREATED.gz with
 * what the restore is about to make where nothing is: a JSON string a line, since a path may hold a newline.
 */
export function writeSafetyLists(paths: SnapshotPaths, sheet: SafetySheet, list: Pick<RestoreList, 'db'>): SafetyLists {
  const [sums, metadata, created] = [paths.sums, paths.metadata, paths.created].map(createListFile);
  if (!sums || !metadata || !created) throw new Error('three lists were opened');
  const total = { files: 0, folders: 0, bytes: 0, createdCount: 0 };
  try {
    for (const rows of readPages(sheet)) {
      sums.add(gzipLines(rows.map(({ path, row }) => (row[14] ? sumLine(row[14], `files${path}`) : '')).join('')));
      metadata.add(gzipLines(rows.map(({ path, row }) => metadataLine(path, row)).join('')));
      for (const { row } of rows) {
        if (row[2] === fileType.folder) total.folders += 1;
        else total.files += 1;
        total.bytes += row[3];
      }
    }
    for (const names of readCreated(sheet, list)) {
      created.add(gzipLines(names.map((name) => `${quotePath(name)}\n`).join('')));
      total.createdCount += names.length;
    }
    return { ...total, sums: sums.finish(), metadata: metadata.finish(), created: created.finish() };
  } finally {
    for (const file of [sums, metadata, created]) file.close();
  }
}

interface Page {
  readonly path: string;
  readonly row: Listed;
}

function* readPages({ db }: SafetySheet): Generator<readonly Page[]> {
  const page = db
    .prepare<[string], [string, ...Listed]>(
      `SELECT path, ${columns} FROM saved WHERE path > ? ORDER BY path LIMIT ${pageSize}`,
    )
    .raw();
  for (let after = ''; ; ) {
    const rows = page.all(after).map(([path, ...row]): Page => ({ path, row }));
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.path;
  }
}

/** Parents before what they hold. */
function* readCreated(sheet: SafetySheet, list: Pick<RestoreList, 'db'>): Generator<readonly string[]> {
  const planned = `item WHERE action = ${plannedAction.create} AND failed = 0 AND`;
  for (const [db, from] of [
    [list.db, planned],
    [sheet.db, 'created WHERE'],
  ] as const) {
    const page = db
      .prepare<[string], string>(`SELECT path FROM ${from} path > ? ORDER BY path LIMIT ${pageSize}`)
      .pluck();
    for (let names = page.all(''); names.length > 0; names = page.all(names.at(-1) ?? '')) yield names;
  }
}
