import fs from 'node:fs';
import path from 'node:path';
import { describeMachine, type Machine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { createParts } from './parts.ts';
import { allPeers } from './peers/all-peers.ts';
import type { Peer } from './peers/peer.ts';
import type { BenchResult, Failure, Sample, TreePartId } from './result.ts';
import { roundsWithRoom } from './rounds-with-room.ts';
import { runPart } from './run-part.ts';

interface MeasureOptions {
  readonly options: BenchOptions;
  /** A new folder for everything that is made. */
  readonly work: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** Called after each measurement with all there are so far. */
  readonly keep: (result: BenchResult) => void;
}

interface Measuring extends MeasureOptions {
  readonly machine: Machine;
  readonly peers: readonly Peer[];
}

const program = path.join(import.meta.dirname, '..', '..', 'dist', 'node', 'holdfast.js');

/** Measures the parts asked for, one after the other; one that fails, and the signal, only end what they must. */
export async function measure(options: MeasureOptions): Promise<{ result: BenchResult; complete: boolean }> {
  const { work, signal, say } = options;
  const machine = describeMachine(work, allPeers);
  const peers = allPeers.filter(({ id }) => machine.versions[id] !== undefined);
  for (const peer of allPeers) if (!peers.includes(peer)) say(`${peer.title} is not here: left out`);
  let result: BenchResult = { parts: {} };
  let complete = true;
  const keep = (next: BenchResult) => {
    result = next;
    options.keep(next);
  };
  for (const id of options.options.only) {
    if (signal.aborted) break;
    say(`— ${id}`);
    try {
      if (id === 'browse') keep({ ...result, browse: { machine, result: await browse(options) } });
      else if (id === 'database') keep({ ...result, database: { machine, result: await database(options) } });
      else if (id === 'start') keep({ ...result, start: { machine, result: await start(options) } });
      else await measurePart(id, { ...options, machine, peers, keep }, result);
    } catch (error) {
      complete = false;
      say(signal.aborted ? 'ended early' : `${id} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  return { result, complete };
}

async function measurePart(id: TreePartId, measuring: Measuring, known: BenchResult): Promise<void> {
  const { options, work, machine, signal, say, keep } = measuring;
  const part = createParts(work, options.quick)[id]();
  const peers = measuring.peers.filter((peer) => part.peers === undefined || part.peers.includes(peer.id));
  const wanted = Math.min(options.rounds, part.mostRounds);
  const rounds = await roundsWithRoom({ part, peers, wanted, work, say, signal });
  if (rounds === 0) throw new Error('there is no room for it');
  const samples: Sample[] = [];
  const failures: Failure[] = [];
  const keepAll = () => {
    const measured = { machine, title: part.title, description: part.tree.description, rounds, samples, failures };
    keep({ ...known, parts: { ...known.parts, [id]: measured } });
  };
  const folder = path.join(work, id);
  await runPart({
    ...{ part, work: folder, peers, rounds, steps: options.steps, signal, say },
    onSample: (sample) => {
      samples.push(sample);
      keepAll();
    },
    onFailure: (failure) => {
      failures.push(failure);
      keepAll();
    },
  });
}

async function browse({ work, say, options: { quick } }: MeasureOptions) {
  const folder = path.join(work, 'browse');
  fs.mkdirSync(folder);
  // Takes the engine's own sources along, which nothing else here needs.
  const { measureBrowsing } = await import('./browse.ts');
  return measureBrowsing({ folder, program, files: quick ? 10_000 : 1_000_000, snapshots: quick ? 10 : 100, say });
}

async function database({ work, signal, say, options: { quick, rounds } }: MeasureOptions) {
  const folder = path.join(work, 'database');
  fs.mkdirSync(folder);
  // The server's user passes through.
  fs.chmodSync(work, 0o711);
  const { measureDatabase } = await import('./database/measure-database.ts');
  return measureDatabase({ folder, program, bytes: quick ? 100e6 : 2e9, rounds: quick ? 1 : rounds, signal, say });
}

async function start({ work, say, options: { quick, rounds } }: MeasureOptions) {
  const folder = path.join(work, 'start');
  fs.mkdirSync(folder);
  // The user without root's rights passes through.
  fs.chmodSync(work, 0o711);
  const { measureStart } = await import('./start/measure-start.ts');
  const times = quick ? { rounds: 1, idleMs: 10_000 } : { rounds, idleMs: 60_000 };
  return measureStart({ folder, program, plans: 10, ...times, say });
}
