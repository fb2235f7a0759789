import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import type { BackupScope } from './backup-scope.ts';

/**
 * Copies entries of the base that have to go on but can't be linked, with all their attributes; `paths` begin with a
 * slash below `files`. Gives those that the base does not hold any more.
 */
export async function copyKept(scope: BackupScope, paths: readonly string[]): Promise<string[]> {
  const { base, target, rsync, context } = scope;
  if (!base || paths.length === 0) return [...paths];
  const names = paths.map((path) => path.slice(1));
  const { stderr } = await rsyncCopy({
    program: (await rsync()).path,
    source: base.paths.files,
    target: target.files,
    selection: { kind: 'names', names },
    signal: context.signal,
    onItem: () => {},
  });
  for (const line of stderr.split('\n').filter((text) => text !== '')) context.log(line);
  return paths.filter((path) => !fs.lstatSync(fsPath(target.files + path), { throwIfNoEntry: false }));
}
