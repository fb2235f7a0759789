import type { Command } from 'commander';
import type { HoldfastClient } from '#shared/contract/index.ts';
import { type DatabaseRestoreRequest, databaseRestoreRequestSchema } from '#shared/domain/database-restore.ts';
import { parseDatabaseUri } from '#shared/domain/database-uri.ts';
import { HoldfastError } from '#shared/errors.ts';
import { askPassword, canAsk } from '../ask-password.ts';
import { collect } from '../collect.ts';
import { toFailure } from '../failure.ts';
import { findDump } from '../find-dump.ts';
import { conclude, followRun } from '../follow-run.ts';
import { readPassword } from '../read-password.ts';
import type { Context, Verb } from '../verb.ts';
import { showDatabasePreview, showDatabaseRestored } from './show-database-restore.ts';
import { snapshotArgument } from './snapshots.ts';

export const restoreDatabase: Verb = {
  name: 'restore-database',
  summary: 'Bring a database back from its dump, into a new one or in the place of one',
  examples: [
    'holdfast restore-database latest shop --create --as shop_before',
    'holdfast restore-database Shop/latest shop --dry-run',
    'holdfast restore-database latest shop --table public.orders --dry-run',
    'holdfast restore-database latest shop --to postgresql://admin@other.example.org/shop --create --globals',
  ],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .argument('<DATABASE>', 'its name, or LABEL/NAME where several servers have one of that name')
      .option(
        '--to <URI>',
        'server that receives it: postgresql://USER@HOST:PORT/NAME, or a LABEL of the plan; else its own',
      )
      .option('--as <NAME>', 'name of the database there; else the one that it had')
      .option('--create', 'make a new database; without it, the one that is there is replaced')
      .option('--schema <PATTERN>', 'only this schema (repeat for more)', collect)
      .option('--table <PATTERN>', 'only this table, e.g. public.orders (repeat for more)', collect)
      .option('--map-owner <ROLE=OTHER>', 'what belonged to one role goes to another (repeat for more)', collect)
      .option('--no-owner', 'everything belongs to the role that restores, without grants')
      .option('--globals', 'make roles and tablespaces that the server lacks; those there stay as they are')
      .option('--end-sessions', 'end other sessions of the database when it is replaced')
      .option('--no-safety', 'keep no dump of what is replaced');
    defineCommon(command).action((snapshot: string, database: string, options: RestoreOptions) =>
      act((context) => restoreFrom(context, { snapshot, database, options })),
    );
  },
};

export const restoreDatabaseUndo: Verb = {
  name: 'restore-database undo',
  summary: 'Take the restore of a database back, also one that was cut off',
  examples: [
    'holdfast restore-database undo 3f2a91c4 --dry-run',
    "holdfast restore-database undo 3f2a91c4 --confirm 'PHRASE'",
  ],
  define: (command, act) => {
    command
      .argument('<RUN>', 'id of the restore’s run, or the beginning of it; or its safety snapshot')
      .option('--end-sessions', 'end other sessions of the database when it is replaced');
    // All options are also those of “restore-database”, which then takes them first.
    defineCommon(command).action((run: string, _: unknown, self: Command) =>
      act((context) => undo(context, run, self.optsWithGlobals<CommonOptions>())),
    );
  },
};

const defineCommon = (command: Command): Command =>
  command
    .option('--database-password-file <FILE>', 'file whose first line is the server’s password, - for standard input')
    .option('--ask-password', 'ask for the password on the terminal')
    .option('--dry-run', 'only show what would be replaced, and by what')
    .option('--confirm <PHRASE>', 'confirm what replaces a database or tables');

interface CommonOptions {
  readonly endSessions?: true;
  readonly databasePasswordFile?: string;
  readonly askPassword?: true;
  readonly dryRun?: true;
  readonly confirm?: string;
}

interface RestoreOptions extends CommonOptions {
  readonly to?: string;
  readonly as?: string;
  readonly create?: true;
  readonly schema?: readonly string[];
  readonly table?: readonly string[];
  readonly mapOwner?: readonly string[];
  readonly owner: boolean;
  readonly globals?: true;
  readonly safety: boolean;
}

interface Wanted {
  readonly snapshot: string;
  readonly database: string;
  readonly options: RestoreOptions;
}

async function restoreFrom(context: Context, wanted: Wanted): Promise<number> {
  const { dryRun, confirm } = wanted.options;
  const client = await context.client();
  const request = await requestOf(client, wanted);
  return withPassword(context, wanted.options, request.to.password, async (password) => {
    const complete = { ...request, to: { ...request.to, password } };
    if (dryRun) return showDatabasePreview(context, await client.databases.restorePreview(complete));
    const run = await followRun(context, 'restore-database', () => client.databases.restore({ ...complete, confirm }));
    await showDatabaseRestored(context, run);
    return conclude(context, run);
  });
}

async function undo(context: Context, restore: string, options: CommonOptions): Promise<number> {
  const client = await context.client();
  const { dryRun, confirm, endSessions = false } = options;
  return withPassword(context, options, null, async (password) => {
    const asked = { restore, endSessions, ...(password !== null && { password }) };
    if (dryRun) return showDatabasePreview(context, await client.databases.undoRestorePreview(asked));
    const run = await followRun(context, 'restore-database', () => client.databases.undoRestore({ ...asked, confirm }));
    await showDatabaseRestored(context, run);
    return conclude(context, run);
  });
}

async function requestOf(
  client: HoldfastClient,
  { snapshot, database, options }: Wanted,
): Promise<DatabaseRestoreRequest> {
  const dump = await findDump(client, snapshot, database);
  return databaseRestoreRequestSchema.parse({
    ...{ snapshot: dump.snapshotId, database: dump.database, source: dump.sourceId, to: targetOf(options) },
    ...{ create: options.create ?? false, schemas: options.schema ?? [], tables: options.table ?? [] },
    ...{ owners: options.owner ? 'keep' : 'none', mapOwners: mappedOwners(options.mapOwner ?? []) },
    ...{ globals: options.globals ?? false, endSessions: options.endSessions ?? false, safety: options.safety },
  });
}

function targetOf({ to, as }: RestoreOptions): Partial<DatabaseRestoreRequest['to']> {
  if (to === undefined) return { database: as ?? null };
  if (!to.includes('://')) return { source: to, database: as ?? null };
  const uri = parseDatabaseUri(to);
  if (uri === null) {
    throw invalid('That is no address of a PostgreSQL server. Give one as postgresql://USER@HOST:PORT/NAME.');
  }
  // The name is that of the database to be restored, which need not be there to be asked in.
  return {
    connection: { ...uri.connection, database: 'postgres' },
    password: uri.password,
    database: as ?? uri.database,
  };
}

function mappedOwners(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, role, other] = /^([^=]+)=([^=]+)$/.exec(pair) ?? [];
      if (role === undefined || other === undefined) throw invalid(`“--map-owner ${pair}”: say it as ROLE=OTHER.`);
      return [role, other];
    }),
  );
}

/** Where none is known and somebody sits at a terminal, it is asked for. */
async function withPassword(
  { resolve }: Context,
  { databasePasswordFile, askPassword: asks }: CommonOptions,
  known: string | null,
  act: (password: string | null) => Promise<number>,
): Promise<number> {
  const question = 'Password of the server';
  if (databasePasswordFile !== undefined) return act(readPassword(databasePasswordFile, resolve));
  if (asks) return act(await askPassword(question));
  try {
    return await act(known);
  } catch (error) {
    if ((await toFailure(error)).code !== 'password-needed' || !canAsk()) throw error;
    return act(await askPassword(question));
  }
}

const invalid = (reason: string) => new HoldfastError('invalid-input', { reason });
