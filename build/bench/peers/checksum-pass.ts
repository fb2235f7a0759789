import type { Command } from './peer.ts';

/** `sha256sum` of every file below a folder, over so many processes at once. */
export const checksumPass = (folder: string, processes: 1 | 2): Command => ({
  program: 'sh',
  args: ['-c', `find "$1" -type f -print0 | xargs -0 -n 500 -P${processes} sha256sum`, 'sh', folder],
});
