import fs from 'node:fs';
import pg from 'pg';
import { runFiles } from '../../runs/run-files.ts';
import { buildDatabaseScriptArgs } from '../../tools/postgres/build-restore-args.ts';
import { splitStatements } from '../../tools/postgres/split-statements.ts';
import { createLike, setupStatements } from './database-setup.ts';
import { fillNewDatabase } from './fill-database.ts';
import { mapRoles, rolesIn } from './map-roles.ts';
import { type Proven, proveRestored } from './prove-restored.ts';
import { isOfDatabase, readLines } from './read-archive.ts';
import { onServer, type RestoreWork } from './restore-work.ts';

/**
 * Restores into a new database beside the one that it is for, and proves that it holds what was recorded: everything that
 * takes time or may fail, while the old one goes on being used. It gets what the old one has beside its contents (owner,
 * grants, settings, encoding …); where there is none, what the dumped one had. Cut off or failed, `removeBeside` clears up.
 */
export async function makeBeside(work: RestoreWork): Promise<Proven> {
  const { names, facts, context } = work;
  const statements = facts.there ? setupStatements(names.made, facts.there.setup) : await dumpedSetup(work);
  await createEmpty(work, statements.find(isCreation) ?? (facts.there && createLike(names.made, facts.there.setup)));
  await fillNewDatabase(work, names.made);
  const proven = await proveRestored(work, names.made);
  context.progress.enter('committing');
  await onServer(work, async (client) => {
    for (const statement of statements.filter((one) => !isCreation(one))) {
      await client.query(statement).catch((error: unknown) => warnOf(work, statement, error));
    }
  });
  return proven;
}

const isCreation = (statement: string): boolean => statement.startsWith('CREATE DATABASE ');

/** A setting that only a superuser may make is no reason to lose the restore: the statement is told. */
function warnOf({ context, order, names }: RestoreWork, statement: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const told = statement.replace(pg.escapeIdentifier(names.made), pg.escapeIdentifier(order.target));
  context.warn({
    code: 'not-restored',
    path: order.target,
    message: `Of the database ${order.target} was not restored: ${told} (${reason}).`,
  });
}

/** Where its locale is unknown to the server, the server's own does, and is told. */
async function createEmpty(work: RestoreWork, statement: string | null): Promise<void> {
  const { names, context, order } = work;
  const plain = `CREATE DATABASE ${pg.escapeIdentifier(names.made)} TEMPLATE template0`;
  await onServer(work, async (client) => {
    try {
      await client.query(statement ?? plain);
    } catch (error) {
      const isLocale =
        error instanceof pg.DatabaseError && /locale|collation/i.test(error.message) && !work.facts.there;
      if (!isLocale) throw error;
      const encoding = / ENCODING = '[^']*'/.exec(statement ?? '')?.[0] ?? '';
      await client.query(`${plain}${encoding}`);
      context.warn({
        ...{ code: 'not-restored', path: order.target },
        message: `The server lacks the locale that the database ${order.target} had (${error.message}): it has the server’s own. Texts may be sorted otherwise.`,
      });
    }
  });
}

/** What made the dumped database and what it was given, with the new name; roles mapped, and left out where there are none. */
async function dumpedSetup(work: RestoreWork): Promise<readonly string[]> {
  const { archive, names, open, order, facts, pgRestore, context } = work;
  const file = `${runFiles(context.home, context.runId).worksheet}.database-list`;
  const about = archive.entries.filter(isOfDatabase);
  fs.writeFileSync(file, about.map(({ id }) => `${id};\n`).join(''), { mode: 0o600 });
  const lines: string[] = [];
  const path = `${open.folder}/${open.dump.path}`;
  await readLines({ pgRestore, archive: path, signal: context.signal }, buildDatabaseScriptArgs(path, file), (line) =>
    lines.push(line),
  );
  fs.rmSync(file, { force: true });
  const isKept = (statement: string): boolean => {
    const roles = rolesIn(statement);
    return order.owners === 'keep'
      ? roles.every((name) => facts.roles.has(name))
      : roles.length === 0 && !/^(?:GRANT|REVOKE) /.test(statement);
  };
  return splitStatements(lines.join('\n'))
    .filter((statement) => aboutDatabase.test(statement))
    .map((statement) => renamed(mapRoles(statement, order.mapOwners), names.made))
    .filter(isKept)
    .map((statement) => withoutMissingTablespace(statement, facts.tablespaces));
}

const identifier = '(?:"(?:[^"]|"")*"|[^\\s";]+)';
const aboutDatabase = new RegExp(
  `^(?:(?:CREATE|ALTER) DATABASE|COMMENT ON DATABASE|(?:GRANT|REVOKE) .* ON DATABASE|ALTER ROLE ${identifier} IN DATABASE) ${identifier}(?: |;)`,
  's',
);

function renamed(statement: string, name: string): string {
  const place = new RegExp(
    `^((?:CREATE|ALTER) DATABASE |COMMENT ON DATABASE |(?:GRANT|REVOKE) .*? ON DATABASE |ALTER ROLE ${identifier} IN DATABASE )${identifier}`,
    's',
  );
  return statement.replace(place, (_, before: string) => before + pg.escapeIdentifier(name));
}

const withoutMissingTablespace = (statement: string, present: ReadonlySet<string>): string =>
  statement.replace(/ TABLESPACE = ("(?:[^"]|"")*"|[^\s";]+)/, (whole, written: string) =>
    present.has(written.replaceAll('"', '')) ? whole : '',
  );
