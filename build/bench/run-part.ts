import fs from 'node:fs';
import path from 'node:path';
import { type Attempts, attempt, type PartOptions } from './attempts.ts';
import { startBystander } from './bystander.ts';
import { createEntrant, prepareEntrant } from './entrant.ts';
import { run } from './measure-command.ts';
import type { Peer } from './peers/peer.ts';
import { rotate } from './rotate.ts';
import { runStep } from './run-step.ts';
import type { Step } from './steps.ts';

/**
 * Measures the part's steps with all programs on the same tree, one after the other, each round another one first.
 * Nothing is deleted meanwhile: for some time ext4 takes no inode again that was just deleted, and whoever creates
 * files then searches past them. A program that fails is left out of what follows.
 */
export async function runPart(options: PartOptions): Promise<void> {
  const { part, say, signal } = options;
  say(`making ${part.tree.description}`);
  await part.tree.make();
  await run('sync', []);
  const out = new Set<Peer>();
  for (let round = 1; round <= options.rounds; round += 1) {
    signal.throwIfAborted();
    await warmUp(part.tree.root);
    const peers = options.peers.filter((peer) => (round === 1 || peer.everyRound) && !out.has(peer));
    await runRound({ ...options, peers }, round, (peer) => out.add(peer));
  }
}

async function runRound(options: PartOptions, round: number, leaveOut: (peer: Peer) => void): Promise<void> {
  const { part, work, peers } = options;
  const entrants = peers.map((peer) => createEntrant(peer, part.tree.root, path.join(work, `${peer.id}-${round}`)));
  const steps = part.steps.filter((step) => isWanted(step, options) && (round === 1 || step.once === undefined));
  const bystander = await startBystander(work);
  try {
    const attempts: Attempts = { options, round, bystander, leaveOut };
    await attempt(attempts, 'preparation', entrants, prepareEntrant);
    for (const [number, step] of steps.entries()) {
      await runStep(attempts, step, rotate(entrants, round - 1 + number));
    }
  } finally {
    bystander.stop();
    for (const { attendant } of entrants) await attendant?.stop();
  }
  for (const step of steps) step.undo?.();
  if (part.fewFiles) for (const { at } of entrants) fs.rmSync(at.place, { recursive: true, force: true });
}

/** Everybody finds the tree in the page cache, the first one too. */
const warmUp = (tree: string): Promise<void> =>
  run('sh', ['-c', 'find "$1" -type f -print0 | xargs -0 cat', 'sh', tree]);

const isWanted = ({ id }: Step, { steps }: PartOptions): boolean =>
  id === 'first-backup' || steps === undefined || steps.includes(id);
