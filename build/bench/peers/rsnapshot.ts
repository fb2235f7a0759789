import path from 'node:path';
import { findProgram } from '../../setup/find-program.mjs';
import type { At, Peer } from './peer.ts';
import { removeFolder } from './rsync.ts';

/** With its default settings; so many snapshots are kept that its rotation deletes none while it is measured. */
export const rsnapshot: Peer = {
  id: 'rsnapshot',
  title: 'rsnapshot',
  everyRound: false,
  version: { program: 'rsnapshot', args: ['version'] },
  prepare: (at) => ({ files: [{ path: configOf(at), text: configText(at) }], commands: [] }),
  backup: (at) => [{ program: 'rsnapshot', args: ['-c', configOf(at), 'alpha'] }],
  restoreAll: (at) => [{ program: 'rsync', args: ['-a', `${newestOf(at)}/`, `${at.target}/`] }],
  restoreOne: (at) => [
    { program: 'rsync', args: ['-a', path.join(newestOf(at), path.relative(at.tree, at.file)), `${at.target}/`] },
  ],
  deleteOldest: (at) => [removeFolder(path.join(rootOf(at), `alpha.${at.made - at.deleted - 1}`))],
  newest: newestOf,
};

const configOf = ({ place }: At): string => path.join(place, 'rsnapshot.conf');
const rootOf = ({ place }: At): string => path.join(place, 'snapshots');

function newestOf(at: At): string {
  return path.join(rootOf(at), 'alpha.0', 'localhost', at.tree);
}

function configText(at: At): string {
  const lines = [
    ['config_version', '1.2'],
    ['snapshot_root', `${rootOf(at)}/`],
    ...['cp', 'rm', 'rsync'].map((name) => [`cmd_${name}`, findProgram(name) ?? name]),
    ['retain', 'alpha', '1000'],
    ['lockfile', path.join(at.place, 'rsnapshot.pid')],
    ['backup', `${at.tree}/`, 'localhost/'],
  ];
  return lines.map((words) => `${words.join('\t')}\n`).join('');
}
