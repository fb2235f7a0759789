import path from 'node:path';
import { checksumPass } from './checksum-pass.ts';
import type { At, Command, Peer } from './peer.ts';

/** Each snapshot a folder, unchanged files linked to the one before by rsync itself. */
export const rsync: Peer = {
  id: 'rsync',
  title: 'rsync --link-dest',
  everyRound: true,
  version: { program: 'rsync', args: ['--version'] },
  prepare: () => ({ commands: [] }),
  backup: (at) =>
    at.made === 0
      ? [rsyncTree(at, []), { ...checksumPass(copyOf(at, 0), 1), apart: true }]
      : [rsyncTree(at, [`--link-dest=${copyOf(at, at.made - 1)}`])],
  restoreAll: (at) => [rsyncCommand(`${newestOf(at)}/`, `${at.target}/`)],
  restoreOne: (at) => [rsyncCommand(path.join(newestOf(at), path.relative(at.tree, at.file)), `${at.target}/`)],
  // It keeps no checksums, so this compares with nothing: the least that reading everything takes.
  check: (at) => [checksumPass(newestOf(at), 2)],
  deleteOldest: (at) => [removeFolder(copyOf(at, at.deleted))],
  newest: newestOf,
};

export const rsyncTree = (at: At, options: readonly string[]): Command => ({
  program: 'rsync',
  args: ['-aHAX', ...options, `${at.tree}/`, `${copyOf(at, at.made)}/`],
});

export const copyOf = ({ place }: At, number: number): string => path.join(place, `copy-${number}`);

export function newestOf(at: At): string {
  return copyOf(at, at.made - 1);
}

export const removeFolder = (folder: string): Command => ({ program: 'rm', args: ['-rf', folder] });

const rsyncCommand = (from: string, to: string): Command => ({ program: 'rsync', args: ['-aHAX', from, to] });
