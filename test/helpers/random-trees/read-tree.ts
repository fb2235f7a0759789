import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { entryTypeNames, toFileRecord } from '../../../electron/engine/catalogue/file-record.ts';
import { fsPath } from '../../../electron/engine/tools/fs-path.ts';
import { readNames } from '../../../electron/engine/tools/read-names.ts';
import { decodePathText } from '../../../shared/domain/path-text.ts';
import { type Described, type Description, firstNames } from './described.ts';

/**
 * Describes what lies on the disk below `folder` and is part of one of `roots`, paths below it ('' for all of it). Of what
 * is said to be `carried` nobody asks what else it is a name of.
 */
export function readTree(folder: string, roots: readonly string[], carried: ReadonlySet<string>): Description {
  return new Map(roots.flatMap((root) => [...readRoot(folder, root, carried)]));
}

function readRoot(folder: string, root: string, carried: ReadonlySet<string>): Description {
  const found = new Map<string, Described>();
  const inodes = new Map<string, bigint>();
  const notes = readNotes(folder, root);
  const walk = (path: string): void => {
    const stats = fs.lstatSync(fsPath(folder + path), { bigint: true });
    if (!carried.has(path)) inodes.set(path, stats.ino);
    const note = notes.get(path) ?? null;
    const entry = { ...describe(folder + path, stats), note, sameAs: path, carried: carried.has(path) };
    found.set(path, entry);
    if (entry.type === 'folder') for (const name of namesIn(folder + path)) walk(`${path}/${name}`);
  };
  walk(root);
  const first = firstNames(inodes);
  return new Map([...found].map(([path, entry]) => [path, { ...entry, sameAs: first(path) }]));
}

/** None in a folder that can't be read: so is the copy of one that never could be. */
function namesIn(folder: string): string[] {
  try {
    return readNames(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return [];
    throw error;
  }
}

function describe(path: string, stats: fs.BigIntStats): Omit<Described, 'note' | 'sameAs' | 'carried'> {
  const { type, size, mode, uid, gid } = toFileRecord(stats);
  const kind = entryTypeNames[type] ?? 'device';
  return {
    ...{ type: kind, size, mode, owner: uid, group: gid, mtime: stats.mtimeNs },
    sha256: kind === 'file' ? crypto.hash('sha256', fs.readFileSync(fsPath(path)), 'hex') : null,
    link: kind === 'link' ? decodePathText(fs.readlinkSync(fsPath(path), 'buffer')) : null,
  };
}

/** Values of `user.note` by path. getfattr writes odd bytes of names as `\ooo`. */
function readNotes(folder: string, root: string): Map<string, string> {
  const args = ['-RPhd', '-m', '^user\\.note$', '-e', 'text', '--absolute-names', '.'];
  const { stdout, stderr, status } = spawnSync('getfattr', args, { cwd: folder + root, encoding: 'latin1' });
  const problems = stderr.split('\n').filter((line) => line !== '' && !line.endsWith('Permission denied'));
  if (status !== 0 && problems.length > 0) throw new Error(`getfattr: ${stderr}`);
  const notes = new Map<string, string>();
  for (const [, name = '', value = ''] of stdout.matchAll(/^# file: (.*)\nuser\.note="(.*)"$/gm)) {
    const bytes = name.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    const path = decodePathText(Buffer.from(bytes, 'latin1')).replace(/^\.(?=\/|$)/, '');
    notes.set(path === '' || path.startsWith('/') ? root + path : `${root}/${path}`, value);
  }
  return notes;
}
