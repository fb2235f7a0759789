import fs from 'node:fs';
import path from 'node:path';
import { median } from '#shared/median.ts';
import { copiedBytes } from '../copied-bytes.ts';
import { type MeasuredCommand, measureCommand, run } from '../measure-command.ts';
import type { Command } from '../peers/peer.ts';
import { makeDatabase } from './make-database.ts';
import { type BenchServer, startServer } from './server.ts';

export interface DatabaseOptions {
  /** New folder for everything that is made. */
  readonly folder: string;
  /** Holdfast's program, run by Node. */
  readonly program: string;
  /** Of the database, about. */
  readonly bytes: number;
  readonly rounds: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** What was done to a database by one program. */
export interface DatabaseRow {
  readonly what: 'backup' | 'pg_dump' | 'test restore' | 'pg_restore';
  /** Median of all rounds. */
  readonly seconds: number;
  readonly peakBytes: number;
  /** Of the dump; null of a restore. */
  readonly bytes: number | null;
}

export interface DatabaseResult {
  readonly serverVersion: string;
  readonly bytes: number;
  readonly rows: number;
  readonly rounds: number;
  readonly measured: readonly DatabaseRow[];
}

/**
 * Backs up a database with Holdfast, which counts all its rows meanwhile, and with pg_dump as it is without options; tests
 * the dump by restoring it, and restores the other one with pg_restore into a server as packages set it up.
 */
export async function measureDatabase(options: DatabaseOptions): Promise<DatabaseResult> {
  const { folder, bytes, rounds, say } = options;
  const server = await startServer(path.join(folder, 'server'));
  try {
    const rows = makeDatabase(server, 'bench', bytes, say);
    await prepare(options, server);
    const taken: Taken[] = [];
    for (let round = 1; round <= rounds; round += 1) taken.push(await measureRound(options, server, round));
    const dumped = newestDumpBytes(folder);
    return {
      ...{ serverVersion: server.version, rows, rounds },
      bytes: Number(server.sql('bench', `SELECT pg_database_size('bench')`)),
      measured: [
        rowOf(
          'backup',
          dumped,
          taken.map(({ backup }) => backup),
        ),
        rowOf(
          'pg_dump',
          fs.statSync(path.join(folder, 'plain.dump')).size,
          taken.map(({ pgDump }) => pgDump),
        ),
        rowOf(
          'test restore',
          null,
          taken.map(({ testRestore }) => testRestore),
        ),
        rowOf(
          'pg_restore',
          null,
          taken.map(({ pgRestore }) => pgRestore),
        ),
      ],
    };
  } finally {
    await server.stop();
  }
}

interface Taken {
  readonly backup: MeasuredCommand;
  readonly pgDump: MeasuredCommand;
  readonly testRestore: MeasuredCommand;
  readonly pgRestore: MeasuredCommand;
}

function rowOf(what: DatabaseRow['what'], bytes: number | null, all: readonly MeasuredCommand[]): DatabaseRow {
  const seconds = median(all.map((one) => one.seconds));
  return { what, seconds, bytes, peakBytes: Math.max(...all.map(({ peakBytes }) => peakBytes)) };
}

async function prepare(options: DatabaseOptions, server: BenchServer): Promise<void> {
  const repository = path.join(options.folder, 'repository');
  const uri = `postgresql://postgres@/bench?host=${encodeURIComponent(server.socket)}`;
  const plan = ['plan', 'add', 'Bench', '--repository', repository, '--database', uri, '--include-database', 'bench'];
  for (const words of [['init', repository], plan]) {
    const { program, args } = holdfast(options, ...words);
    await run(program, args);
  }
  // Whoever comes first finds the tables in memory as much as whoever comes later.
  server.sql('bench', 'SELECT count(*) FROM orders; SELECT count(*) FROM events');
}

const holdfast = ({ program, folder }: DatabaseOptions, ...words: string[]): Command => ({
  program: process.execPath,
  args: [program, '--home', path.join(folder, 'home'), ...words],
});

/** The other one begins in every second round. */
async function measureRound(options: DatabaseOptions, server: BenchServer, round: number): Promise<Taken> {
  const { folder, signal, say } = options;
  const at = ['-h', server.socket, '-U', 'postgres'];
  const plain = path.join(folder, 'plain.dump');
  const measure = async (what: string, command: Command): Promise<MeasuredCommand> => {
    const measured = await measureCommand(command, signal);
    say(`${what}: ${measured.seconds.toFixed(2)} s`);
    return measured;
  };
  const backUp = () => measure('backup', holdfast(options, 'backup', 'Bench'));
  const dump = () =>
    measure('pg_dump', { program: server.program('pg_dump'), args: [...at, '-Fc', '-f', plain, 'bench'] });
  const [first, second] = round % 2 === 1 ? [backUp, dump] : [dump, backUp];
  const [one, other] = [await first(), await second()];
  const testRestore = await measure('test restore', holdfast(options, 'verify', 'Bench/latest', '--test-restore'));
  const pgRestore = await restoreInto(path.join(folder, `scratch-${round}`), plain, measure);
  return {
    ...(first === backUp ? { backup: one, pgDump: other } : { backup: other, pgDump: one }),
    testRestore,
    pgRestore,
  };
}

async function restoreInto(
  folder: string,
  dump: string,
  measure: (what: string, command: Command) => Promise<MeasuredCommand>,
): Promise<MeasuredCommand> {
  const scratch = await startServer(folder);
  try {
    scratch.sql('postgres', 'CREATE DATABASE bench');
    const args = ['-h', scratch.socket, '-U', 'postgres', '-d', 'bench', dump];
    return await measure('pg_restore', { program: scratch.program('pg_restore'), args });
  } finally {
    await scratch.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function newestDumpBytes(folder: string): number {
  const snapshots = path.join(folder, 'repository', 'plans', 'bench', 'snapshots');
  const newest = fs.readdirSync(snapshots).sort().at(-1) ?? '';
  return copiedBytes(path.join(snapshots, newest, 'databases'));
}
