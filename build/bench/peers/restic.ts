import path from 'node:path';
import type { At, Command, Peer } from './peer.ts';

/** With its default settings: encrypted, compressed where that pays. */
export const restic: Peer = {
  id: 'restic',
  title: 'restic',
  everyRound: true,
  version: { program: 'restic', args: ['version'] },
  prepare: (at) => ({ commands: [command(at, 'init')] }),
  backup: (at) => [command(at, 'backup', at.tree)],
  restoreAll: (at) => [command(at, 'restore', 'latest', '--target', at.target)],
  restoreOne: (at) => [command(at, 'restore', 'latest', '--target', at.target, '--include', at.file)],
  check: (at) => [command(at, 'check', '--read-data')],
  deleteOldest: (at) => [command(at, 'forget', '--keep-last', String(at.made - at.deleted - 1), '--prune')],
};

const command = ({ place }: At, ...args: string[]): Command => ({
  program: 'restic',
  args,
  env: {
    RESTIC_REPOSITORY: path.join(place, 'repository'),
    RESTIC_PASSWORD: 'bench',
    RESTIC_CACHE_DIR: path.join(place, 'cache'),
  },
});
