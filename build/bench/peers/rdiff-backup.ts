import fs from 'node:fs';
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
  deleteOldest: (at) => [
    // `0B` is the newest backup: all before it go, which is one where no other time is known.
    command('--force', 'remove', 'increments', '--older-than', incrementTimes(at)[1] ?? '0B', repositoryOf(at)),
  ],
};

const repositoryOf = ({ place }: At): string => path.join(place, 'repository');

/** Of the backups that something changed after, oldest first; a backup that found nothing changed counts for none. */
const incrementTimes = (at: At): string[] =>
  fs
    .readdirSync(path.join(repositoryOf(at), 'rdiff-backup-data'))
    .flatMap((name) => /^increments\.(.+)\.(?:dir|missing)$/.exec(name)?.[1] ?? [])
    .sort();

const command = (...args: string[]): Command => ({ program: 'rdiff-backup', args });
