import path from 'node:path';
import type { At, Command, Peer } from './peer.ts';

/** With its default settings: a mirror, and differences back in time. */
export const rdiffBackup: Peer = {
  id: 'rdiff-backup',
  title: 'rdiff-backup',
  everyRound: false,
  version: { program: 'rdiff-backup', args: ['--version'] },
  prepare: () => ({ commands: [] }),
  backup: (at) => [command('backup', at.tree, repositoryOf(at))],
  restoreAll: (at) => [command('restore', repositoryOf(at), path.join(at.target, 'tree'))],
  restoreOne: (at) => [
    command(
      'restore',
      path.join(repositoryOf(at), path.relative(at.tree, at.file)),
      path.join(at.target, path.basename(at.file)),
    ),
  ],
  check: (at) => [command('verify', repositoryOf(at))],
  // `2B` is the time of the backup two before the newest; what is older goes.
  deleteOldest: (at) => [
    command('--force', 'remove', 'increments', '--older-than', `${at.made - at.deleted - 2}B`, repositoryOf(at)),
  ],
};

const repositoryOf = ({ place }: At): string => path.join(place, 'repository');

const command = (...args: string[]): Command => ({ program: 'rdiff-backup', args });
