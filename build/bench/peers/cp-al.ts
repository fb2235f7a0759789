import type { Peer } from './peer.ts';
import { copyOf, newestOf, rsync, rsyncTree } from './rsync.ts';

/** Each snapshot begins as a hard-link copy of the one before, into which rsync copies what differs. */
export const cpAl: Peer = {
  ...rsync,
  id: 'cp-al',
  title: 'cp -al, rsync',
  backup: (at) =>
    at.made === 0
      ? [rsyncTree(at, [])]
      : [{ program: 'cp', args: ['-al', newestOf(at), copyOf(at, at.made)] }, rsyncTree(at, ['--delete'])],
  check: undefined,
};
