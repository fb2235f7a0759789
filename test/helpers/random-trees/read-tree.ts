import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { entryTypeNames, toFileRecord } from '../../../electron/engine/catalogue/file-record.ts';
import { fsPath } from '../../../electron/engine/tools/fs-path.ts';
import { readNames } from '../../../electron/engine/tools/read-names.ts';
import { decodePathText } from '../../../shared/domain/path-text.ts';
import type { Described, Description } from './described.ts';

/** Describes what lies on the disk below `folder` and is part of one of `roots`, paths below it ('' for all of it). */
export function readTree(folder: string, roots: readonly string[]): Description {
  const found = new Map<string, Described>();
  const inodes = new Map<string, bigint>();
  const names = new Map<bigint, string>();
  const walk = (path: string, notes: ReadonlyMap<string, string>): void => {
    const place = fsPath(folder + path);
    const stats = fs.lstatSync(place, { bigint: true });
    const { type, size, mode, uid, gid } = toFileRecord(stats);
    const kind = entryTypeNames[type] ?? 'device';
    const first = names.get(stats.ino);
    if (first === undefined || path < first) names.set(stats.ino, path);
    inodes.set(path, stats.ino);
    found.set(path, {
      ...{ type: kind, size, mode, owner: uid, group: gid, mtime: stats.mtimeNs },
      sha256: kind === 'file' ? crypto.hash('sha256', fs.readFileSync(place), 'hex') : null,
      link: kind === 'link' ? decodePathText(fs.readlinkSync(place, 'buffer')) : null,
      note: notes.get(path) ?? null,
      sameAs: path,
    });
    if (kind !== 'folder') return;
    for (const name of readNames(folder + path).sort()) walk(`${path}/${name}`, notes);
  };
  for (const root of roots) walk(root, readNotes(folder, root));
  return new Map(
    [...found].map(([path, entry]) => [path, { ...entry, sameAs: names.get(inodes.get(path) ?? 0n) ?? path }]),
  );
}

/** Values of `user.note` by path. getfattr writes odd bytes of names as `\ooo`. */
function readNotes(folder: string, root: string): Map<string, string> {
  const args = ['-RPhd', '-m', '^user\\.note$', '-e', 'text', '--absolute-names', '.'];
  const { stdout, stderr, status } = spawnSync('getfattr', args, { cwd: folder + root, encoding: 'latin1' });
  if (status !== 0) throw new Error(`getfattr: ${stderr}`);
  const notes = new Map<string, string>();
  for (const [, name = '', value = ''] of stdout.matchAll(/^# file: (.*)\nuser\.note="(.*)"$/gm)) {
    const bytes = name.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    const path = decodePathText(Buffer.from(bytes, 'latin1')).replace(/^\.(?=\/|$)/, '');
    notes.set(path === '' || path.startsWith('/') ? root + path : `${root}/${path}`, value);
  }
  return notes;
}
