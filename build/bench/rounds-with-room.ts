import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deleteTrees } from './delete-trees.ts';
import { run } from './measure-command.ts';
import type { Part } from './parts.ts';
import type { Peer } from './peers/peer.ts';
import { restAfterDeletionsMs } from './rest-after-deletions.ts';
import { type Step, takesPart } from './steps.ts';

interface RoomOptions {
  readonly part: Part;
  readonly peers: readonly Peer[];
  readonly wanted: number;
  readonly work: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Roughly how much of a tree's space a program takes in a step; hard links cost folders only. */
const shares: Partial<Record<Step['id'], number>> = {
  'first-backup': 1,
  'first-backup-cold': 1,
  'changed-30': 0.4,
  renamed: 0.25,
  'restore-all': 1,
  rebuild: 0.5,
};
const otherShare = 0.07;

/**
 * For how many rounds of the part, at most as many as wanted, the disk has room; 0 when for none. What earlier parts made
 * is deleted when they stand in the way.
 */
export async function roundsWithRoom(options: RoomOptions): Promise<number> {
  const { part, peers, wanted, work, say, signal } = options;
  const earlier = fs.readdirSync(work);
  if (freeBytes(work) < neededBytes(part, peers, wanted) && earlier.length > 0) {
    say('making room: deleting what earlier parts made, then a rest of a minute');
    for (const name of earlier) await deleteTrees(path.join(work, name));
    await run('sync', []);
    await sleep(restAfterDeletionsMs, undefined, { signal });
  }
  const free = freeBytes(work);
  let rounds = wanted;
  while (rounds > 0 && free < neededBytes(part, peers, rounds)) rounds -= 1;
  if (rounds < wanted) {
    const needed = inGigabytes(neededBytes(part, peers, wanted));
    say(`${inGigabytes(free)} GB are free, ${wanted} rounds need ${needed}: ${rounds} it is`);
  }
  return rounds;
}

function neededBytes({ tree, steps, fewFiles }: Part, peers: readonly Peer[], rounds: number): number {
  const copies = steps.map((step) => {
    const first = peers.filter((peer) => takesPart(step, peer));
    const later = step.once || fewFiles ? 0 : first.filter(({ everyRound }) => everyRound).length * (rounds - 1);
    return (first.length + later) * (shares[step.id] ?? otherShare);
  });
  return tree.bytes * (1 + copies.reduce((sum, share) => sum + share, 0));
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize;
}

const inGigabytes = (bytes: number): string => (bytes / 1e9).toFixed(0);
