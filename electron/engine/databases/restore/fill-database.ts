import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { runFiles } from '../../runs/run-files.ts';
import { buildRestoreArgs, type RestoreOptions } from '../../tools/postgres/build-restore-args.ts';
import { parseRestoreFaults, type RestoreFault } from '../../tools/postgres/parse-restore-faults.ts';
import { withPassFile } from '../../tools/postgres/with-pass-file.ts';
import { runProgram } from '../../tools/run-program.ts';
import { chooseEntries } from './choose-entries.ts';
import { giveToOthers } from './give-to-others.ts';
import { choiceOf, isPartial } from './restore-choice.ts';
import { type RestoreWork, sessionName } from './restore-work.ts';
import { watchGrowth } from './watch-growth.ts';

const mostJobs = 8;

/**
 * Restores the dump, or what was chosen of it, into a new and empty database: first all definitions, so that whatever can't
 * be made there is told at once, then rows and indexes over several connections. Throws `database-not-restored`.
 */
export async function fillNewDatabase(work: RestoreWork, database: string): Promise<void> {
  const { context, open, facts } = work;
  context.progress.enter('restoring', { bytes: open.dump.databaseBytes });
  const jobs = Math.max(2, Math.min(mostJobs, os.availableParallelism()));
  const options = {
    ...optionsOf(work, database),
    jobs,
    list: writeList(work, { presentSchemas: new Set(), prerequisites: true }),
  };
  const definitions = await callPgRestore(work, { ...options, sections: ['pre-data'], exitOnError: false });
  const faults = definitions.filter((fault) => !isPassable(fault));
  for (const { message } of definitions.filter(isPassable)) context.log(`passed over: ${message}`);
  if (faults.length > 0) throw notRestored(work, faults);
  const stop = watchGrowth(work, database);
  try {
    const rest = await callPgRestore(work, { ...options, sections: ['data', 'post-data'], exitOnError: true });
    if (rest.length > 0) throw notRestored(work, rest);
  } finally {
    await stop();
  }
  await giveToOthers(work, database, null);
  context.log(`restored into ${database} on ${facts.server}`);
}

/** Only who made an extension may comment on it, and its comment comes with the extension. */
const isPassable = ({ command }: RestoreFault): boolean => command?.startsWith('COMMENT ON EXTENSION ') === true;

/** What all calls of pg_restore in one restore have in common. */
export function optionsOf(
  { open, archive, order, facts }: RestoreWork,
  database: string,
): Omit<RestoreOptions, 'sections' | 'jobs' | 'exitOnError' | 'list'> {
  const isMapped = Object.keys(order.mapOwners).length > 0;
  const usual = order.owners === 'keep' && !isMapped;
  return {
    ...{ archive: `${open.folder}/${open.dump.path}`, database, owners: usual, grants: usual },
    tablespaces: archive.tablespaces.every((name) => facts.tablespaces.has(name)),
  };
}

/** Names the chosen entries in a file; null where all are restored. Numbers alone do. */
export function writeList(
  { context, archive, order }: RestoreWork,
  how: { readonly presentSchemas: ReadonlySet<string>; readonly prerequisites: boolean },
): string | null {
  if (!isPartial(order)) return null;
  const taken = chooseEntries(archive.entries, { ...choiceOf(order), ...how });
  const file = `${runFiles(context.home, context.runId).worksheet}.list`;
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const ids = archive.entries.filter(({ id }) => taken.has(id)).map(({ id }) => `${id};\n`);
  fs.writeFileSync(file, ids.join(''), { mode: 0o600 });
  return file;
}

/** Runs pg_restore; gives what it could not do. Throws if it failed without saying at what. */
export async function callPgRestore(
  { context, order, password, pgRestore, open }: RestoreWork,
  options: RestoreOptions,
  signal: AbortSignal = context.signal,
): Promise<readonly RestoreFault[]> {
  const question = { connection: order.connection, password, database: options.database };
  const { exitCode, stderr } = await withPassFile({ ...question, applicationName: sessionName(context.runId) }, (env) =>
    runProgram({ program: pgRestore, env, args: buildRestoreArgs(options), signal }),
  );
  signal.throwIfAborted();
  if (stderr !== '') context.log(`pg_restore: ${stderr.slice(0, 4000)}`);
  const faults = parseRestoreFaults(stderr);
  if (exitCode === 0 || faults.length > 0) return faults;
  throw new HoldfastError('database-not-restored', {
    database: open.dump.database,
    reason: `pg_restore ended with ${exitCode ?? 'a signal'}${stderr === '' ? '' : ` (${stderr.trim().slice(-300)})`}.`,
    rest: untouched(order.target),
  });
}

const told = 3;
const longestCommand = 100;

export function notRestored(
  { open, order }: RestoreWork,
  faults: readonly RestoreFault[],
  rest = untouched(order.target),
): HoldfastError {
  const first = faults.slice(0, told).map(({ command, message, detail }) => {
    const what = command === null ? message : `${message} (${command.slice(0, longestCommand)})`;
    return detail === null ? what : `${what} (${detail})`;
  });
  const more = faults.length > told ? `, and ${faults.length - told} more (see the run’s log)` : '';
  const isFull = faults.some(({ message }) => /No space left on device|disk full/i.test(message));
  const room = isFull ? ' Make room on the server, which holds the old and the new database at the same time.' : '';
  return new HoldfastError('database-not-restored', {
    ...{ database: open.dump.database, reason: `${first.join('; ')}${more}.${room}`, rest },
  });
}

const untouched = (target: string): string => `The database ${target} was not touched.`;
