import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createCatalogue } from '../../electron/engine/catalogue/catalogue.ts';
import { openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import { type Counts, countsSchema } from '../../electron/engine/databases/counts-file.ts';
import { dumpSource } from '../../electron/engine/databases/dump-source.ts';
import type { DumpedDatabase, DumpedSource, DumpRequest } from '../../electron/engine/databases/dumped-database.ts';
import type { RunContext } from '../../electron/engine/runs/run-context.ts';
import { type DatabaseSource, databaseSourceSchema } from '../../shared/domain/database.ts';
import { createRunContext } from './create-run-context.ts';
import type { TestPostgres } from './postgres.ts';

/** Where servers are dumped to, as a run would have it done. */
export interface DumpPlace {
  /** Of the snapshot being made. */
  readonly folder: string;
  /** What the run's log says. */
  readonly log: readonly string[];
  readonly context: RunContext;
  request(source: DatabaseSource, more?: Partial<DumpRequest>): DumpRequest;
  dump(source: DatabaseSource, more?: Partial<DumpRequest>): Promise<DumpedSource>;
  /** The dump's counts file. */
  counts(dump: DumpedDatabase): Counts;
  /** Absolute path of what a dump names. */
  at(path: string): string;
  /** All names in the label's folder. */
  left(): readonly string[];
  close(): void;
}

export function openDumpPlace(folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-dump-'))): DumpPlace {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-home-'));
  const db = openCatalogue(home);
  const log: string[] = [];
  const known = createRunContext({ home, db, catalogue: createCatalogue(db) });
  const context = { ...known, log: (line: string) => void log.push(line) };
  const at = (name: string): string => path.join(folder, name);
  fs.mkdirSync(at('databases'), { recursive: true });
  const request: DumpPlace['request'] = (source, more = {}) => ({
    ...{ context, source, password: null, target: at(`databases/${source.label}`), keepFreeBytes: 0, ...more },
  });
  return {
    ...{ folder, log, context, at, request },
    dump: (source, more) => dumpSource(request(source, more)),
    counts: ({ path: dump }) =>
      countsSchema.parse(JSON.parse(fs.readFileSync(at(dump.replace(/\.dump$/, '.counts.json')), 'utf8'))),
    left: () => (fs.existsSync(at('databases/main')) ? fs.readdirSync(at('databases/main')).sort() : []),
    close: () => {
      db.close();
      fs.rmSync(folder, { recursive: true, force: true });
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A source of a test's server, through its socket as superuser if not said otherwise. */
export const sourceOf = (
  { socket, port, superuser }: TestPostgres,
  { connection, ...more }: Partial<Omit<DatabaseSource, 'connection'>> & { readonly connection?: object } = {},
): DatabaseSource =>
  databaseSourceSchema.parse({
    ...{ id: crypto.randomUUID(), label: 'main', globals: 'none', ...more },
    connection: { host: socket, port, user: superuser, ...connection },
  });
