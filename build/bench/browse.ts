import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { socketPath } from '#shared/contract/greeting.ts';
import type { HoldfastClient } from '#shared/contract/index.ts';
import { openSocketTransport } from '#shared/contract/socket-transport.ts';
import { clientOf } from '#shared/contract/transport.ts';
import { startBystander } from './bystander.ts';
import { dryRunQuestions } from './dry-run-questions.ts';
import { type MadeCatalogue, makeCatalogue } from './make-catalogue.ts';
import { type Question, questions } from './questions.ts';

export interface BrowseOptions {
  /** Empty folder for the home with the generated catalogue. */
  readonly folder: string;
  /** Holdfast's program, run by Node: `dist/node/holdfast.js`, or the source of it. */
  readonly program: string;
  readonly files: number;
  readonly snapshots: number;
  /** Questions of each kind. */
  readonly rounds?: number;
  readonly say?: (line: string) => void;
}

/** How long the answers to one kind of question took, as the window waits for them. */
export interface BrowseRow {
  readonly what: string;
  readonly asked: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** At the 95th percentile; null where none was set. */
  readonly targetMs: number | null;
  /** Largest answer, in bytes of JSON. */
  readonly largestBytes: number;
}

export interface BrowseResult {
  readonly files: number;
  readonly folders: number;
  readonly snapshots: number;
  readonly versions: number;
  readonly catalogueBytes: number;
  readonly rows: readonly BrowseRow[];
  /** Highest resident size of the host; 0 where the system has no /proc. */
  readonly hostPeakBytes: number;
  /** Longest delay of the host's event loop. */
  readonly hostLoopMs: number;
  /** The same of a process with nothing to do. */
  readonly bystanderLoopMs: number;
}

/** Generates a catalogue, serves it by a host of its own and asks it over its socket, one question after the other. */
export async function measureBrowsing(options: BrowseOptions): Promise<BrowseResult> {
  const { folder, files, snapshots, say = () => {} } = options;
  const [home, repository] = [path.join(folder, 'home'), path.join(folder, 'repository')];
  say(`making a catalogue of ${files} files in ${snapshots} snapshots`);
  const made = makeCatalogue(home, repository, { files, snapshots, share: 0.003 });
  const dryRuns = dryRunQuestions(made, { home, repository, target: path.join(folder, 'restored') });
  return askHost({ ...options, home, made, dryRuns });
}

interface HomeToAsk extends Omit<BrowseOptions, 'folder'> {
  readonly home: string;
  readonly made: MadeCatalogue;
  readonly dryRuns: readonly Question[];
}

/** The same over a home that was made before. */
async function askHost(options: HomeToAsk): Promise<BrowseResult> {
  const { home, made, dryRuns, snapshots, program, rounds = 60, say = () => {} } = options;
  const host = await startHost(home, program);
  const bystander = await startBystander(home);
  const rows: BrowseRow[] = [];
  let bystanderLoopMs = 0;
  try {
    const client = clientOf((await openSocketTransport(host)).link);
    for (const kind of [...(await questions(client, made, rounds)), ...dryRuns]) {
      rows.push(await ask(kind, client));
      say(JSON.stringify(rows.at(-1)));
    }
    bystanderLoopMs = await bystander.look();
  } finally {
    bystander.stop();
    await host.stop();
  }
  return {
    ...{ files: made.files, folders: made.folders, snapshots, versions: made.versions, rows },
    catalogueBytes: fs.statSync(path.join(home, 'catalogue.sqlite')).size,
    hostPeakBytes: host.peakBytes(),
    hostLoopMs: host.loopMs(),
    bystanderLoopMs,
  };
}

async function ask({ what, targetMs, asks }: Question, client: HoldfastClient): Promise<BrowseRow> {
  const times: number[] = [];
  let largestBytes = 0;
  for (const one of asks) {
    let next: (() => ReturnType<typeof one>) | undefined = () => one(client);
    while (next) {
      const { ms, bytes, following } = await timed(next);
      times.push(ms);
      largestBytes = Math.max(largestBytes, bytes);
      next = following;
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { what, asked: times.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1), targetMs, largestBytes };
}

async function timed(call: () => ReturnType<Question['asks'][number]>) {
  const start = performance.now();
  const { answer, following } = await call();
  const ms = performance.now() - start;
  return { ms, bytes: Buffer.byteLength(JSON.stringify(answer)), following };
}

async function startHost(home: string, program: string) {
  const loopFile = path.join(home, 'bench-event-loop');
  fs.rmSync(loopFile, { force: true });
  const watcher = pathToFileURL(path.join(import.meta.dirname, 'watch-event-loop.mjs')).href;
  const child = spawn(process.execPath, [program, '--home', home, '--json', 'serve'], {
    env: { ...process.env, NODE_OPTIONS: `--import=${watcher}`, HOLDFAST_LOOP_FILE: loopFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstUrl(createInterface({ input: child.stdout }));
  let peakBytes = 0;
  return {
    url: `ws://${url.host}${socketPath}`,
    token: url.hash.replace('#token=', ''),
    peakBytes: () => peakBytes,
    loopMs: () => Math.max(0, ...fs.readFileSync(loopFile, 'utf8').trim().split('\n').map(Number)),
    stop: async () => {
      const status = `/proc/${child.pid}/status`;
      const text = fs.existsSync(status) ? fs.readFileSync(status, 'utf8') : '';
      peakBytes = Number(/^VmHWM:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstUrl(lines: AsyncIterable<string>): Promise<URL> {
  for await (const line of lines) {
    const { url }: { readonly url?: string } = JSON.parse(line);
    if (url !== undefined) return new URL(url);
  }
  throw new Error('the host ended before it served');
}
