import fs from 'node:fs';
import path from 'node:path';
import type { At, Command, Peer } from './peer.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
const watcher = path.join(root, 'build', 'bench', 'watch-event-loop.mjs');

/** The built command line, each step a process of its own. */
export const holdfast: Peer = {
  id: 'holdfast',
  title: 'Holdfast',
  everyRound: true,
  version: { program: process.execPath, args: [path.join(root, 'dist', 'node', 'holdfast.js'), '--version'] },
  prepare: (at) => ({
    commands: [
      holdfastCommand(at, 'init', repositoryOf(at)),
      holdfastCommand(at, 'plan', 'add', 'Bench', '--repository', repositoryOf(at), '--folder', at.tree),
    ],
  }),
  // 3: it warns of far more changes than are usual.
  backup: (at) => [{ ...watched(at, 'backup', 'Bench'), exits: [0, 3] }],
  restoreAll: (at) => [watched(at, 'restore', 'latest', '--to', at.target)],
  restoreOne: (at) => [watched(at, 'restore', 'latest', '--path', at.file, '--to', at.target)],
  check: (at) => [watched(at, 'verify', '--all')],
  deleteOldest: (at) => {
    const name = snapshotNames(at)[0] ?? '';
    // The phrase that confirms it is the snapshot's name.
    return [watched(at, 'delete', `Bench/${name}`, '--confirm', name)];
  },
  rebuild: (at) => [watched(at, 'catalogue', 'rebuild')],
  newest: (at) => path.join(snapshotsOf(at), snapshotNames(at).at(-1) ?? '', 'files', at.tree),
};

/** A process of the built command line whose event loop is watched; see `watch-event-loop.mjs`. */
export const holdfastCommand = (at: At, ...words: string[]): Command => ({
  program: process.execPath,
  args: [
    '--import',
    watcher,
    path.join(root, 'dist', 'node', 'holdfast.js'),
    '--home',
    path.join(at.place, 'home'),
    ...words,
  ],
});

function watched(at: At, ...words: string[]): Command {
  const loopFile = path.join(at.place, 'loop');
  return { ...holdfastCommand(at, ...words), loopFile };
}

const repositoryOf = ({ place }: At): string => path.join(place, 'repository');
const snapshotsOf = (at: At): string => path.join(repositoryOf(at), 'plans', 'bench', 'snapshots');
/** Oldest first: they are named by their time. */
const snapshotNames = (at: At): string[] => fs.readdirSync(snapshotsOf(at)).sort();
