import Database from 'better-sqlite3';
import { hasEscapedBytes } from '#shared/domain/path-text.ts';
import { entryTypeNames, fileType } from '../catalogue/file-record.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { MetadataLine } from '../repository/manifest.ts';
import { isLeft } from './clone-folders.ts';
import { createGzipWriter } from './gzip-writer.ts';
import { sumLine } from './sum-line.ts';
import { itemKind } from './worksheet.ts';

export interface ListJob {
  readonly worksheet: string;
  readonly rootEntry: number;
  readonly left: SharedArrayBuffer;
  readonly sums: string;
  readonly metadata: string;
}

export interface ListResult {
  /** Hex SHA-256 of the two files. */
  readonly sums: string;
  readonly metadata: string;
  files: number;
  folders: number;
  bytes: number;
}

/** One entry of the new snapshot, from the catalogue or the worksheet. */
interface Listed {
  readonly id: number;
  readonly name: string;
  readonly type: number;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeS: number;
  readonly mtimeNs: number;
  readonly ctimeS: number;
  readonly ctimeNs: number;
  readonly dev: number;
  readonly ino: number;
  readonly flags: number;
  readonly sha256: Buffer | null;
  readonly link: string | null;
}

interface Item extends Listed {
  readonly kind: number;
}

/** Writes SHA256SUMS.gz and METADATA.gz of the snapshot being made: the base's entries, with the worksheet's laid over them. */
export function writeLists(db: Connection, job: ListJob): ListResult {
  const worksheet = new Database(job.worksheet, { readonly: true });
  try {
    return write(createReader(db, worksheet, new Uint8Array(job.left)), job);
  } finally {
    worksheet.close();
  }
}

function write(read: (folderId: number) => Listed[], job: ListJob): ListResult {
  const sums = createGzipWriter(job.sums);
  const metadata = createGzipWriter(job.metadata);
  const total = { files: 0, folders: 0, bytes: 0 };
  const stack = [{ id: job.rootEntry, path: '' }];
  for (let folder = stack.pop(); folder; folder = stack.pop()) {
    for (const entry of read(folder.id)) {
      const path = `${folder.path}/${entry.name}`;
      metadata.add(metadataLine(path, entry));
      if (entry.type === fileType.folder) {
        total.folders += 1;
        stack.push({ id: entry.id, path });
      } else {
        total.files += 1;
        total.bytes += entry.size;
        if (entry.sha256) sums.add(sumLine(entry.sha256.toString('hex'), `files${path}`));
      }
    }
  }
  return { ...total, sums: sums.close(), metadata: metadata.close() };
}

const columns = `type, size, mode, uid, gid, mtime_s AS mtimeS, mtime_ns AS mtimeNs, ctime_s AS ctimeS,
  ctime_ns AS ctimeNs, dev, ino, flags, sha256, link`;

/** Children of a folder in the new snapshot, by name. */
function createReader(db: Connection, worksheet: Connection, left: Uint8Array): (folderId: number) => Listed[] {
  const kept = db.prepare<[number], Listed>(
    `SELECT e.id, e.name, ${columns} FROM entry e JOIN version v ON v.entry_id = e.id AND v.last_seq IS NULL
     WHERE e.parent_id = ?`,
  );
  const laidOver = worksheet.prepare<[number], Item>(
    `SELECT entry_id AS id, name, kind, ${columns} FROM item WHERE folder_id = ?`,
  );
  return (folderId) => {
    const items = laidOver.all(folderId);
    const replaced = new Set(items.map((item) => item.id));
    const base = kept.all(folderId).filter(({ id }) => !isLeft(left, id) && !replaced.has(id));
    const present = items.filter(({ kind }) => kind !== itemKind.removed && kind !== itemKind.dropped);
    return [...base, ...present].sort((a, b) => (a.name < b.name ? -1 : 1));
  };
}

function metadataLine(path: string, entry: Listed): string {
  const { type, size, mode, uid, gid, dev, ino, link, flags } = entry;
  const line: MetadataLine = {
    path,
    type: entryTypeNames[type] ?? 'file',
    size,
    mode,
    uid,
    gid,
    mtime: [entry.mtimeS, entry.mtimeNs],
    ctime: [entry.ctimeS, entry.ctimeNs],
    dev,
    ino,
    ...(link !== null && { link }),
    ...(flags !== 0 && { flags }),
  };
  return `${escapeBytes(JSON.stringify(line))}\n`;
}

/** Bytes of a name that are not UTF-8 stay path text in the list (as \uF7xx), so that every line is sound JSON. */
function escapeBytes(json: string): string {
  if (!hasEscapedBytes(json)) return json;
  return json.replaceAll(/[\uf780-\uf7ff]/g, (byte) => `\\u${byte.charCodeAt(0).toString(16)}`);
}
