import type { Proof } from '#shared/domain/database.ts';
import type { RunContext } from '../../runs/run-context.ts';
import type { Counts } from '../counts-file.ts';
import type { FindingsSheet } from '../findings.ts';
import { checkRestored } from './check-restored.ts';
import { judgeFaults } from './judge-faults.ts';
import { type RestoredDump, restoreDump } from './restore-dump.ts';
import { type TestPlace, withClient } from './test-place.ts';
import { majorOf } from './test-rooms.ts';

export interface DumpToTest {
  /** In words: `main/shop`. */
  readonly name: string;
  /** Absolute path of the dump: a file, or a folder in directory format. */
  readonly archive: string;
  readonly databaseBytes: number;
  readonly serverVersion: string;
  /** Null: its counts file can't be read. */
  readonly counts: Counts | null;
  /** What the check of its files found. */
  readonly sheet: FindingsSheet;
}

/**
 * Restores a dump whose files are as they were written, compares it with what was recorded, and removes what was made. Throws
 * what says nothing about the dump: no room, a server that is gone, the run's being cancelled.
 */
export async function testDump(context: RunContext, place: TestPlace, dump: DumpToTest): Promise<Proof> {
  const { sheet, counts } = dump;
  const times = { restoreMs: 0, checkMs: 0 };
  context.progress.enter('test-restoring', { bytes: dump.databaseBytes });
  context.progress.advance({}, dump.name);
  const begun = performance.now();
  const restored = await restoreDump({ ...dump, context, place, major: majorOf(dump.serverVersion) });
  times.restoreMs = Math.round(performance.now() - begun);
  try {
    await check(context, place, { dump, restored });
    times.checkMs = Math.round(performance.now() - begun) - times.restoreMs;
  } finally {
    if (restored.database !== null) await place.drop(restored.database);
  }
  if (!counts) sheet.fail('What the database held can’t be read any more: its counts file is damaged.');
  return proofOf(context, { sheet, ...place, ...times });
}

interface Checked {
  readonly dump: DumpToTest;
  readonly restored: RestoredDump;
}

async function check(context: RunContext, place: TestPlace, { dump, restored }: Checked): Promise<void> {
  const { counts, sheet } = dump;
  for (const remark of restored.remarks) sheet.remark(remark);
  const missing = counts && restored.database !== null ? await missingExtensions(place, restored, counts) : new Map();
  const leftOut = judgeFaults(
    restored.faults,
    { counts: counts ?? { tables: [], sequences: [] }, missing, place },
    sheet,
  );
  if (restored.faults.length === 0) sheet.check(true, () => '');
  if (!counts || restored.database === null) return;
  context.progress.enter('proving', { files: counts.tables.length });
  await checkRestored({ context, place, database: restored.database, recorded: counts, leftOut, sheet });
}

/** Extensions of the dump that are not there after its restore, with what the server said, or that it has none of the name. */
async function missingExtensions(
  place: TestPlace,
  { database, faults }: RestoredDump,
  { extensions }: Counts,
): Promise<ReadonlyMap<string, string>> {
  const { connection, password } = place;
  const { rows } = await withClient({ connection, password, database: database ?? undefined }, (client) =>
    client.query<{ name: string }>('SELECT extname AS name FROM pg_catalog.pg_extension'),
  );
  const there = new Set(rows.map(({ name }) => name));
  const saidOf = (name: string): string =>
    faults.find(({ object }) => object?.startsWith(`EXTENSION ${name}`) || object?.startsWith(`EXTENSION - ${name}`))
      ?.message ?? 'it was not made';
  return new Map(extensions.filter(({ name }) => !there.has(name)).map(({ name }) => [name, saidOf(name)]));
}

interface Proven {
  readonly sheet: FindingsSheet;
  readonly where: Proof['where'];
  readonly serverVersion: string;
  readonly restoreMs: number;
  readonly checkMs: number;
}

export function proofOf(context: RunContext, { sheet, where, serverVersion, restoreMs, checkMs }: Proven): Proof {
  const { checks, failures, remarks } = sheet.result();
  return {
    ...{ at: new Date(context.now()).toISOString(), runId: context.runId, ok: sheet.ok, where, serverVersion },
    ...{ restoreMs, checkMs, checks, failures: [...failures], remarks: [...remarks] },
  };
}
