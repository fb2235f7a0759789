import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './measure-command.ts';
import type { Part } from './parts.ts';
import type { Peer } from './peers/peer.ts';

/** ext4 takes no inode again for a minute after its deletion. */
const restMs = 70_000;
/** Copies of the tree that a program makes in a round: first backup, changes, restores. */
const copies = { every: 2.6, cold: 1 };

export interface RoomOptions {
  readonly part: Part;
  readonly peers: readonly Peer[];
  readonly rounds: number;
  readonly work: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Whether the disk has room for the part, after deleting what earlier parts made if need be. */
export async function ensureRoom(options: RoomOptions): Promise<boolean> {
  const { work, say, signal } = options;
  const needed = neededBytes(options);
  if (freeBytes(work) >= needed) return true;
  const earlier = fs.readdirSync(work).map((name) => path.join(work, name));
  if (earlier.length > 0) {
    say('making room: deleting what earlier parts made, then a rest of a minute');
    for (const folder of earlier) await run('rm', ['-rf', folder]);
    await run('sync', []);
    await sleep(restMs, undefined, { signal });
  }
  if (freeBytes(work) >= needed) return true;
  say(`no room: ${inGigabytes(needed)} GB needed, ${inGigabytes(freeBytes(work))} GB free`);
  return false;
}

function neededBytes({ part, peers, rounds }: Pick<RoomOptions, 'part' | 'peers' | 'rounds'>): number {
  const everyRound = peers.filter((peer) => peer.everyRound).length;
  const inAll = peers.length + everyRound * (rounds - 1);
  const cold = part.steps.some(({ fresh }) => fresh) ? everyRound * copies.cold : 0;
  return part.tree.bytes * (1 + inAll * copies.every + cold);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize;
}

const inGigabytes = (bytes: number): string => (bytes / 1e9).toFixed(0);
