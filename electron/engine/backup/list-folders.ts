import zlib from 'node:zlib';
import Database from 'better-sqlite3';
import { encodePathText, hasEscapedBytes } from '#shared/domain/path-text.ts';
import { entryTypeNames, fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { type CloneFolder, isLeft } from './clone-folders.ts';
import { sumLine } from './sum-line.ts';
import { itemKind, worksheetCacheKb } from './worksheet.ts';

export interface ListBatch {
  readonly folders: readonly CloneFolder[];
  readonly worksheet: string;
  /** One bit for each entry id: set where the base's version is not in the new snapshot. */
  readonly left: SharedArrayBuffer;
}

/** What the lists say of some folders' children. */
export interface ListedFolders {
  readonly pending: readonly CloneFolder[];
  /** A gzip member each. */
  readonly sums: Uint8Array;
  readonly metadata: Uint8Array;
  readonly files: number;
  readonly folders: number;
  readonly bytes: number;
}

/** A batch ends after about so many entries. */
const batchEntries = 4000;
/** Sums hardly compress: to look for short repetitions among them costs time and space. Levels above 4 take twice the time. */
const packing = { level: 4, strategy: zlib.constants.Z_FILTERED };

/** Lists the folders' children as the new snapshot holds them: the base's entries, with the worksheet's laid over them. */
export function listFolders(db: Connection, batch: ListBatch): ListedFolders {
  const worksheet = new Database(batch.worksheet, { readonly: true });
  try {
    worksheet.pragma(`cache_size = -${worksheetCacheKb}`);
    // Within transactions: SQLite's locking costs more than reading a small folder.
    const read = createReader(db, worksheet, new Uint8Array(batch.left));
    return db.transaction(() => worksheet.transaction(() => listBatch(read, batch.folders))())();
  } finally {
    worksheet.close();
  }
}

/** One gzip member of each list: the children of folders, by name, and of folders among those, until there are enough. */
export function listBatch(read: (folderId: number) => Listed[], folders: readonly CloneFolder[]): ListedFolders {
  const pending = [...folders];
  const total = { files: 0, folders: 0, bytes: 0 };
  let [sums, metadata] = ['', ''];
  while (total.files + total.folders < batchEntries) {
    const folder = pending.pop();
    if (!folder) break;
    for (const entry of read(folder.id)) {
      const path = `${folder.path}/${entry[at.name]}`;
      metadata += metadataLine(path, entry);
      if (entry[at.type] === fileType.folder) {
        total.folders += 1;
        pending.push({ id: entry[at.id], path });
      } else {
        total.files += 1;
        total.bytes += entry[at.size];
        const sum = entry[at.sha256];
        if (sum) sums += sumLine(sum, `files${path}`);
      }
    }
  }
  return { pending, ...total, sums: gzipLines(sums), metadata: gzipLines(metadata) };
}

/** Bytes that are not UTF-8 are written as they are. */
export const gzipLines = (text: string): Uint8Array => zlib.gzipSync(encodePathText(text), packing);

/** A row as SQLite gives it: objects of so many fields would cost as much as reading them. */
export type Listed = [
  id: number,
  name: string,
  type: number,
  size: number,
  mode: number,
  uid: number,
  gid: number,
  mtimeS: number,
  mtimeNs: number,
  ctimeS: number,
  ctimeNs: number,
  dev: number,
  ino: number,
  flags: number,
  /** Hex: a string is made faster than a buffer. Empty without a sum. */
  sha256: string,
  link: string | null,
  /** Of those from the worksheet. */
  kind?: number,
];

const at = { id: 0, name: 1, type: 2, size: 3, sha256: 14, kind: 16 } as const;

export const listedColumns =
  'type, size, mode, uid, gid, mtime_s, mtime_ns, ctime_s, ctime_ns, dev, ino, flags, lower(hex(sha256)), link';

/** Children of a folder in the new snapshot, by name. */
function createReader(db: Connection, worksheet: Connection, left: Uint8Array): (folderId: number) => Listed[] {
  const kept = db
    .prepare<[number], Listed>(
      `SELECT e.id, e.name, ${listedColumns} FROM entry e JOIN version v ON v.entry_id = e.id AND v.last_seq IS NULL
       WHERE e.parent_id = +? ORDER BY e.name`,
    )
    .raw();
  const laidOver = worksheet
    .prepare<[number], Listed>(`SELECT entry_id, name, ${listedColumns}, kind FROM item WHERE folder_id = ?`)
    .raw();
  return (folderId) => {
    const base = kept.all(folderId).filter((row) => !isLeft(left, row[at.id]));
    const items = laidOver.all(folderId);
    if (items.length === 0) return base;
    const replaced = new Set(items.map((item) => item[at.id]));
    const present = items.filter(({ [at.kind]: kind }) => kind !== itemKind.removed && kind !== itemKind.dropped);
    const all = [...base.filter((row) => !replaced.has(row[at.id])), ...present];
    return all.sort((one, other) => (one[at.name] < other[at.name] ? -1 : 1));
  };
}

/**
 * A line of METADATA.gz: an entry as seen at the source, its path and link target in path text, times as seconds and
 * nanoseconds. Put together by hand: building an object for JSON.stringify takes three times as long.
 */
export function metadataLine(path: string, entry: Listed): string {
  const [, , type, size, mode, uid, gid, mtimeS, mtimeNs, ctimeS, ctimeNs, dev, ino, flags, , link] = entry;
  const line = `{"path":${quotePath(path)},"type":"${entryTypeNames[type] ?? 'file'}","size":${size},"mode":${mode},"uid":${uid},"gid":${gid},"mtime":[${mtimeS},${mtimeNs}],"ctime":[${ctimeS},${ctimeNs}],"dev":${dev},"ino":${ino}`;
  return `${line}${link === null ? '' : `,"link":${quotePath(link)}`}${flags === 0 ? '' : `,"flags":${flags}`}}\n`;
}

/** Bytes of a name that are not UTF-8 stay path text in the list (as \uF7xx), so that every line is sound JSON. */
export function quotePath(text: string): string {
  const json = JSON.stringify(text);
  if (!hasEscapedBytes(json)) return json;
  return json.replaceAll(/[\uf780-\uf7ff]/g, (byte) => `\\u${byte.charCodeAt(0).toString(16)}`);
}
