import fs from 'node:fs';
import path from 'node:path';
import { ensureRoom } from './ensure-room.ts';
import { describeMachine, type Machine } from './machine.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { writePages } from './pages.ts';
import { createParts } from './parts.ts';
import { allPeers } from './peers/all-peers.ts';
import { toMarkdown } from './report.ts';
import type { BenchResult, Failure, Sample, TreePartId } from './result.ts';
import { loadResult, saveResult } from './result-file.ts';
import { runPart } from './run-part.ts';

const root = path.join(import.meta.dirname, '..', '..');
/** What is known so far, also of a bench that was ended early. */
const lastResult = path.join(root, 'dist', 'bench', 'result.json');
const program = path.join(root, 'dist', 'node', 'holdfast.js');
const say = (line: string): void => void process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);

/** `npm run bench -- [OPTIONS]`: measures Holdfast beside other programs on the same trees in the same run. */
async function main(): Promise<void> {
  const options = optionsOrUsage();
  if (options === undefined) return;
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupt.abort(new Error('the bench was ended early')));
  }
  const result = options.report ? loadResult(lastResult) : await measureUntil(interrupt.signal, options);
  process.stdout.write(`${toMarkdown(result)}\n`);
  if (options.write) writePages(result);
}

/** Undefined, after saying how it is used, where that is asked for or the arguments are wrong. */
function optionsOrUsage(): BenchOptions | undefined {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return undefined;
  }
  try {
    return readOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    process.exitCode = 2;
    return undefined;
  }
}

/** All that was measured when it is ended early, which the exit code says. */
async function measureUntil(signal: AbortSignal, options: BenchOptions): Promise<BenchResult> {
  try {
    return await measure(options, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    say('ended early');
    process.exitCode = 130;
    return loadResult(lastResult);
  }
}

async function measure(options: BenchOptions, signal: AbortSignal): Promise<BenchResult> {
  const work = fs.mkdtempSync(path.join(fs.realpathSync(options.folder), 'holdfast-bench-'));
  const machine = describeMachine(work, allPeers);
  const peers = allPeers.filter(({ id }) => machine.versions[id] !== undefined);
  for (const { id, title } of allPeers)
    if (!peers.some((peer) => peer.id === id)) say(`${title} is not here: left out`);
  // Parts that are not measured now stay as they were.
  let result = options.write ? loadResult(path.join(import.meta.dirname, 'result.json')) : { parts: {} };
  const keep = (next: BenchResult) => {
    result = next;
    saveResult(lastResult, result);
  };
  try {
    for (const id of options.only) {
      signal.throwIfAborted();
      say(`— ${id}`);
      try {
        if (id === 'browse') keep({ ...result, browse: { machine, result: await browse(work, options) } });
        else await measurePart(id, { options, work, machine, peers, signal, keep, known: result });
      } catch (error) {
        signal.throwIfAborted();
        say(`${id} could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
        process.exitCode = 1;
      }
    }
  } finally {
    say(options.keep ? `kept: ${work}` : 'deleting what the bench made');
    if (!options.keep) fs.rmSync(work, { recursive: true, force: true });
  }
  return result;
}

interface PartContext {
  readonly options: BenchOptions;
  readonly work: string;
  readonly machine: Machine;
  readonly peers: typeof allPeers;
  readonly signal: AbortSignal;
  readonly keep: (result: BenchResult) => void;
  readonly known: BenchResult;
}

async function measurePart(id: TreePartId, context: PartContext): Promise<void> {
  const { options, work, machine, signal, keep, known } = context;
  const part = createParts(work, options.quick)[id]();
  const peers = context.peers.filter((peer) => part.peers === undefined || part.peers.includes(peer.id));
  const rounds = Math.min(options.rounds, part.mostRounds);
  if (!(await ensureRoom({ part, peers, rounds, work, say, signal }))) return;
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
  if (part.fewFiles && !options.keep) fs.rmSync(folder, { recursive: true, force: true });
}

async function browse(work: string, { quick }: BenchOptions) {
  const folder = path.join(work, 'browse');
  fs.mkdirSync(folder);
  // Takes the engine's own sources along, which nothing else here needs.
  const { measureBrowsing } = await import('./browse.ts');
  return measureBrowsing({ folder, program, files: quick ? 10_000 : 1_000_000, snapshots: quick ? 10 : 100, say });
}

await main();
