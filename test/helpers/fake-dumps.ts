import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type {
  DumpedDatabase,
  DumpedFile,
  DumpedSource,
  DumpRequest,
  DumpSource,
} from '../../electron/engine/databases/dumped-database.ts';
import { HoldfastError } from '../../shared/errors.ts';

/** A database as a test wants it to be: rows by table, or the reason why it can't be dumped. */
export type FakeDatabase = Readonly<Record<string, number>> | HoldfastError;

/** Databases by their server's label and their own name; may be changed from dump to dump. */
export type FakeServers = Record<string, Record<string, FakeDatabase>>;

/**
 * Dumps what never was in any server: real files with real counts beside them, so that whatever keeps, reads and proves
 * dumps can be tried without one. The content follows from the name and the rows, so equal databases have equal dumps.
 */
export const fakeDumps =
  (servers: FakeServers): DumpSource =>
  async (request) => {
    const databases = Object.entries(servers[request.source.label] ?? {});
    fs.mkdirSync(request.target, { mode: 0o700 });
    const failed = databases.flatMap(([database, held]) =>
      held instanceof HoldfastError ? [{ database, error: held }] : [],
    );
    const dumps = databases.flatMap(([database, held]) =>
      held instanceof HoldfastError ? [] : [dumpOne(request, database, held)],
    );
    return { dumps, globals: globalsOf(request), failures: failed } satisfies DumpedSource;
  };

function dumpOne(
  { context, source, target }: DumpRequest,
  database: string,
  rowsOf: Readonly<Record<string, number>>,
): DumpedDatabase {
  const tables = Object.entries(rowsOf).map(([name, rows]) => ({
    ...{ schema: 'public', name, kind: 'table', rows, bytes: rows * 100 + 8192 },
    sample: null,
  }));
  const at = new Date(context.now()).toISOString();
  const counts = {
    ...{
      format: 1,
      database,
      at,
      serverVersion: '15.14',
      encoding: 'UTF8',
      databaseBytes: 9_000_000,
      digest: 'sha256',
    },
    ...{ tables, sequences: [], largeObjects: { count: 0, bytes: 0, sample: null }, extensions: [] },
    objects: Object.fromEntries(objectKinds.map((kind) => [kind, 0])),
  };
  const dump = write(target, `${database}.dump`, `PGDMP ${database} ${JSON.stringify(rowsOf)}`.repeat(50));
  return {
    ...{ sourceId: source.id, label: source.label, database, path: dump.path },
    format: 'custom',
    ...{ files: [dump, write(target, `${database}.counts.json`, JSON.stringify(counts))], bytes: dump.size },
    ...{ databaseBytes: 9_000_000, tables: tables.length, at, durationMs: 12, serverVersion: '15.14' },
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  };
}

const objectKinds = [
  ...['schemas', 'views', 'materializedViews', 'functions', 'types', 'indexes', 'constraints', 'foreignKeys'],
  ...['triggers', 'rules', 'policies', 'statistics'],
];

function globalsOf({ source, target }: DumpRequest) {
  const file = write(target, 'globals.sql', 'CREATE ROLE ada;\n');
  return { sourceId: source.id, label: source.label, path: file.path, files: [file] };
}

function write(folder: string, name: string, content: string): DumpedFile {
  fs.writeFileSync(path.join(folder, name), content, { mode: 0o600 });
  const told = `databases/${path.basename(folder)}/${name}`;
  return { path: told, size: Buffer.byteLength(content), sha256: crypto.hash('sha256', content, 'hex') };
}
