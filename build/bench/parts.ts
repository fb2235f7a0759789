import path from 'node:path';
import type { PeerId } from './peers/peer.ts';
import type { TreePartId } from './result.ts';
import type { Step } from './steps.ts';
import { checkout } from './trees/checkout.ts';
import { largeFiles } from './trees/large-files.ts';
import { smallFiles } from './trees/small-files.ts';
import type { Tree } from './trees/tree.ts';

/** One tree with all that is measured on it. */
export interface Part {
  readonly id: TreePartId;
  /** As the targets call it. */
  readonly title: string;
  readonly tree: Tree;
  readonly steps: readonly Step[];
  readonly mostRounds: number;
  /** Nobody but these. */
  readonly peers?: readonly PeerId[];
  /** Whether what is kept apart is measured at all. */
  readonly withApart?: true;
  /** What a round made can be deleted at once: so few files slow nobody down. */
  readonly fewFiles?: true;
}

const backup = (id: Step['id'], more: Partial<Step> = {}): Step => ({ id, action: 'backup', ...more });

const first = backup('first-backup');
const unchanged = backup('nothing-changed');
const check: Step = { id: 'check', action: 'check' };
const restoreAll: Step = { id: 'restore-all', action: 'restoreAll' };
const restoreOne: Step = { id: 'restore-one', action: 'restoreOne' };
const deleteOldest: Step = { id: 'delete-oldest', action: 'deleteOldest' };
const fewPeers: readonly PeerId[] = ['holdfast', 'rsync', 'restic', 'borg'];
const fewPeersAndHost: readonly PeerId[] = ['holdfast-host', ...fewPeers];
const coldSteps = [
  backup('nothing-changed-cold', { once: true, cold: true, peers: fewPeers }),
  backup('first-backup-cold', { once: true, cold: true, fresh: true, peers: fewPeers }),
];
/** Where so much is to be done, rdiff-backup would take longer than all others together. */
const swiftPeers: readonly PeerId[] = ['holdfast', 'holdfast-host', 'rsync', 'cp-al', 'rsnapshot', 'restic', 'borg'];

/** The parts in the order in which they are measured; each makes its tree below `work` when it is run. */
export function createParts(work: string, quick: boolean): Readonly<Record<TreePartId, () => Part>> {
  const rootOf = (id: TreePartId) => path.join(work, id, 'tree');
  return {
    '100k': () => smallPart(rootOf('100k'), quick),
    checkout: () => checkoutPart(rootOf('checkout')),
    large: () => largePart(rootOf('large'), quick),
    '1m': () => millionPart(rootOf('1m'), quick),
  };
}

function smallPart(root: string, quick: boolean): Part {
  const tree = smallFiles(root, { files: quick ? 6_000 : 100_000, filesInFolder: 9, averageBytes: 8000 });
  const changed = (id: Step['id'], share: number) => backup(id, { change: (seed) => tree.change(share, seed) });
  const largerChanges = [
    changed('changed-5', 0.05),
    { ...changed('changed-30', 0.3), once: true as const, peers: swiftPeers },
  ];
  const steps: readonly Step[] = [
    first,
    unchanged,
    check,
    changed('changed-0.3', 0.003),
    ...(quick ? [] : largerChanges),
    backup('renamed', {
      ...{ change: () => ({ renamed: tree.rename() }), undo: () => tree.renameBack() },
      ...{ once: true, peers: swiftPeers },
    }),
    { ...restoreOne, once: true },
    restoreAll,
    { ...deleteOldest, once: true },
    // Last: whoever comes after them finds no warm caches.
    ...(quick ? [] : coldSteps),
  ];
  const title = quick ? '6k files' : '100k files';
  return {
    id: '100k',
    title,
    tree,
    steps,
    mostRounds: quick ? 1 : 3,
    withApart: true,
    ...(quick && { peers: fewPeersAndHost }),
  };
}

function checkoutPart(root: string): Part {
  const tree = checkout(root);
  const steps = [first, unchanged, backup('changed-0.3', { change: (seed) => tree.change(0.003, seed) }), restoreAll];
  return { id: 'checkout', title: 'checkout', tree, steps, mostRounds: 1 };
}

function largePart(root: string, quick: boolean): Part {
  const tree = largeFiles(root, quick ? { files: 5, megabytes: 10 } : { files: 20, megabytes: 100 });
  const appended = backup('appended', { change: (seed) => tree.append(seed) });
  const steps = [first, unchanged, check, appended, ...(quick ? [] : [restoreOne]), restoreAll];
  const rounds = { mostRounds: quick ? 1 : 2, fewFiles: true, withApart: true } as const;
  return { id: 'large', title: 'large files', tree, steps, ...rounds, ...(quick && { peers: fewPeers }) };
}

/** Ten snapshots in the end, so that rebuilding the catalogue has something to read. */
function millionPart(root: string, quick: boolean): Part {
  const tree = smallFiles(root, { files: quick ? 20_000 : 1_000_000, filesInFolder: 9, averageBytes: 2000 });
  const change = (seed: number) => tree.change(0.003, seed);
  const steps: readonly Step[] = [
    first,
    unchanged,
    backup('changed-0.3', { change, peers: ['holdfast', 'holdfast-host'] }),
    { id: 'rebuild', action: 'rebuild', before: { times: 8, change }, peers: ['holdfast'] },
  ];
  const title = quick ? '20k files' : '1M files';
  return { id: '1m', title, tree, steps, mostRounds: 1, peers: fewPeersAndHost };
}
