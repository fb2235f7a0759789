import type { ComparedTable, Dump } from '#shared/domain/database.ts';
import { findDump } from '../find-dump.ts';
import { describeProof } from '../output/describe-proof.ts';
import { displayName } from '../output/display-name.ts';
import { countOf, formatCount, formatDuration, formatSize, formatTime } from '../output/format.ts';
import { printJsonArray } from '../output/output.ts';
import { fields, table } from '../output/table.ts';
import { pages, wholeList } from '../pages.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const databases: Verb = {
  name: 'databases',
  summary: 'Show the dumps of databases, newest first, and which were proven by restoring them',
  examples: ['holdfast databases', 'holdfast databases --plan Shop --database orders --json'],
  define: (command, act) => {
    command
      .option('--plan <NAME>', 'only those of this plan')
      .option('--snapshot <SNAPSHOT>', 'only those of this snapshot')
      .option('--database <NAME>', 'only those of this database')
      .action((options: ListOptions) => act((context) => list(context, options)));
  },
};

interface ListOptions {
  readonly plan?: string;
  readonly snapshot?: string;
  readonly database?: string;
}

async function list({ client, json, out }: Context, options: ListOptions): Promise<number> {
  const { databases: area } = await client();
  const dumps = pages((page) => area.dumps({ ...options, ...page }));
  if (json) {
    await printJsonArray(out, dumps);
    return 0;
  }
  const all = await wholeList(dumps);
  if (all.length > 0) await out.print(...dumpTable(all));
  else await out.print('No dump of a database yet. “holdfast plan add --database” or “plan edit” adds one to a plan.');
  return 0;
}

const nameOf = ({ label, database }: Pick<Dump, 'label' | 'database'>): string => displayName(`${label}/${database}`);

const dumpTable = (list: readonly Dump[]): readonly string[] =>
  table(list, [
    { title: 'Snapshot', cell: ({ snapshotId }) => snapshotId.slice(0, 8) },
    { title: 'Plan', cell: ({ planName }) => displayName(planName) },
    { title: 'Database', cell: nameOf },
    { title: 'As of', cell: ({ at }) => formatTime(at) },
    { title: 'Tables', cell: ({ tables }) => formatCount(tables), align: 'right' },
    { title: 'Rows', cell: ({ rows }) => formatCount(rows), align: 'right' },
    { title: 'Dump', cell: ({ bytes }) => formatSize(bytes), align: 'right' },
    { title: 'Proof', cell: (dump) => [...(dump.damaged ? ['damaged'] : []), describeProof(dump.proof)].join(', ') },
  ]);

export const databasesShow: Verb = {
  name: 'databases show',
  summary: 'Show a dump: its tables with their rows, and what changed since the dump before',
  examples: ['holdfast databases show latest orders', 'holdfast databases show Shop/latest main/orders'],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .argument('<DATABASE>', 'its name, or LABEL/NAME where several servers have one of that name')
      .action((snapshot: string, database: string) => act((context) => show(context, snapshot, database)));
  },
};

async function show(context: Context, snapshot: string, wanted: string): Promise<number> {
  const { json, out } = context;
  const client = await context.client();
  const { snapshotId, sourceId, database } = await findDump(client, snapshot, wanted);
  const chosen = { snapshot: snapshotId, source: sourceId, database };
  const { dump, previous } = await client.databases.dump(chosen);
  const tables = await wholeList(pages((page) => client.databases.tables({ ...chosen, ...page })));
  if (json) await out.json({ dump, previous, tables });
  else await out.print(...describeDump(dump, previous), ...(tables.length > 0 ? ['', ...tableTable(tables)] : []));
  return 0;
}

function describeDump(dump: Dump, previous: Dump | null): readonly string[] {
  const pairs: (readonly [string, string])[] = [
    ['Database', nameOf(dump)],
    ['Plan', displayName(dump.planName)],
    ['Snapshot', `${dump.snapshotName} (${dump.snapshotId.slice(0, 8)})`],
    ['As of', formatTime(dump.at)],
    ['Server', `PostgreSQL ${dump.serverVersion}`],
    [
      'Holds',
      `${countOf(dump.tables, 'table')}, ${countOf(dump.rows, 'row')}, ${formatSize(dump.databaseBytes)} there`,
    ],
    ['Dump', `${formatSize(dump.bytes)}, ${dump.format} format, made in ${formatDuration(dump.durationMs)}`],
    ['File', displayName(dump.path)],
    ['Proof', describeProof(dump.proof)],
    ...(dump.damaged ? [['Damaged', 'yes, see “holdfast repair --dry-run”'] as const] : []),
    ...(previous ? [['Before', `${previous.snapshotName}: ${countOf(previous.rows, 'row')}`] as const] : []),
  ];
  return fields(pairs);
}

const tableTable = (tables: readonly ComparedTable[]): readonly string[] =>
  table(tables, [
    { title: 'Table', cell: ({ schema, name }) => displayName(`${schema}.${name}`) },
    { title: 'Rows', cell: ({ rows }) => (rows === null ? 'left out' : formatCount(rows)), align: 'right' },
    { title: 'Change', cell: growthOfRows, align: 'right' },
    { title: 'Size there', cell: ({ bytes }) => formatSize(bytes), align: 'right' },
    { title: 'Change', cell: growthOfSize, align: 'right' },
  ]);

function growthOfRows({ rows, before }: ComparedTable): string {
  if (before === null) return 'new';
  if (rows === null || before.rows === null) return '';
  return signed(rows - before.rows, formatCount);
}

const growthOfSize = ({ bytes, before }: ComparedTable): string =>
  before === null ? '' : signed(bytes - before.bytes, formatSize);

const signed = (change: number, format: (amount: number) => string): string =>
  change === 0 ? '' : `${change > 0 ? '+' : '-'}${format(Math.abs(change))}`;
