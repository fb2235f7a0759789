import path from 'node:path';
import type { At, Command, Peer } from './peer.ts';

/** With its default settings, but not encrypted. */
export const borg: Peer = {
  id: 'borg',
  title: 'borg',
  everyRound: true,
  version: { program: 'borg', args: ['--version'] },
  prepare: (at) => ({ commands: [command(at, ['init', '--encryption', 'none'])] }),
  backup: (at) => [command(at, ['create', `::${at.made}`, at.tree])],
  restoreAll: (at) => [command(at, ['extract', `::${at.made - 1}`], at.target)],
  restoreOne: (at) => [command(at, ['extract', `::${at.made - 1}`, path.relative('/', at.file)], at.target)],
  check: (at) => [command(at, ['check', '--verify-data'])],
  // Deleting frees no space before it is compacted.
  deleteOldest: (at) => [command(at, ['delete', `::${at.deleted}`]), command(at, ['compact'])],
};

const command = ({ place }: At, args: readonly string[], cwd?: string): Command => ({
  program: 'borg',
  args,
  cwd,
  env: {
    BORG_REPO: path.join(place, 'repository'),
    BORG_BASE_DIR: path.join(place, 'base'),
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
    BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
  },
});
