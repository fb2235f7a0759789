import { entryTypeNames, type FileRecord } from '../catalogue/file-record.ts';

/** An entry of METADATA.gz. */
export interface ListedEntry extends FileRecord {
  /** Absolute source path. */
  readonly path: string;
  readonly flags: number;
  readonly link: string | null;
}

const typeNumbers: ReadonlyMap<string, number> = new Map(entryTypeNames.map((name, index) => [name, index]));

/** A line of METADATA.gz; null for anything that is not an entry with a sound path. */
export function parseMetadataLine(line: string): ListedEntry | null {
  const { path, type, size, mode, uid, gid, mtime, ctime, dev, ino, link = null, flags = 0 } = parseObject(line);
  const typeNumber = typeof type === 'string' ? typeNumbers.get(type) : undefined;
  if (typeof path !== 'string' || !isSourcePath(path) || typeNumber === undefined) return null;
  const [mtimeS, mtimeNs] = pairOf(mtime);
  const [ctimeS, ctimeNs] = pairOf(ctime);
  const numbers = { size, mode, uid, gid, dev, ino, flags, mtimeS, mtimeNs, ctimeS, ctimeNs };
  if (!areWhole(numbers) || numbers.size < 0 || (link !== null && typeof link !== 'string')) return null;
  return { path, type: typeNumber, link, ...numbers, mode: numbers.mode & 0o7777 };
}

export interface SumLine {
  /** Absolute source path. */
  readonly path: string;
  readonly sha256: Buffer;
}

const sumPattern = /^(\\?)([0-9a-f]{64}) [ *]files(\/.*)$/s;

/** A line of SHA256SUMS (without its newline) that names a file of the files component; null for any other. */
export function parseSumLine(line: string): SumLine | null {
  const [, escaped, sum, path] = sumPattern.exec(line) ?? [];
  if (sum === undefined || path === undefined) return null;
  return { path: escaped ? unescapeName(path) : path, sha256: Buffer.from(sum, 'hex') };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', '\\': '\\' };

const unescapeName = (name: string): string =>
  name.replaceAll(/\\([nr\\])/g, (_, letter: string) => escapes[letter] ?? letter);

/** Absolute, without names that mean another place. */
const isSourcePath = (path: string): boolean =>
  path.startsWith('/') &&
  path.length < 100_000 &&
  !path.includes('\0') &&
  path
    .slice(1)
    .split('/')
    .every((name) => name !== '' && name !== '.' && name !== '..');

const pairOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) && value.length === 2 ? value : [null, null];

const areWhole = <Key extends string>(values: Record<Key, unknown>): values is Record<Key, number> =>
  Object.values(values).every(Number.isFinite);

function parseObject(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
