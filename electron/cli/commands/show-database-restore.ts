import type { DatabaseRestorePreview, DatabaseRestoreTable } from '#shared/domain/database-restore.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { describeResult } from '../output/describe-run.ts';
import { displayName, displayText, shellWord } from '../output/display-name.ts';
import { countOf, formatCount, formatDuration, formatTime } from '../output/format.ts';
import { table } from '../output/table.ts';
import type { Context } from '../verb.ts';

/** Tells what a restore of a database, or an undo of one, has done. */
export async function showDatabaseRestored({ json, out }: Context, run: RunDetail): Promise<void> {
  const result = run.result?.kind === 'restore-database' ? run.result : null;
  if (json) {
    const { kind: _, safetySnapshotId = null, ...rest } = result ?? {};
    await out.json({
      ...{ type: 'result', restoreId: run.id, outcome: run.outcome, ...rest },
      ...{ safetySnapshot: safetySnapshotId, warnings: run.warnings },
    });
  } else if (result) {
    const done = result.undoOf === null ? 'Restored' : 'Undone';
    await out.print(`${done}: ${describeResult(result)} in ${formatDuration(run.durationMs)}.`);
    if (result.madeGlobals.length > 0) await out.print(`Made: ${result.madeGlobals.map(displayName).join(', ')}`);
    await out.print(`To take it back: holdfast restore-database undo ${run.id.slice(0, 8)}`);
  }
}

/** Shows a dry run: what is there, what comes, what keeps it from being done. */
export async function showDatabasePreview({ json, out }: Context, preview: DatabaseRestorePreview): Promise<number> {
  if (json) {
    await out.json(preview);
    return 0;
  }
  await out.print(...describePreview(preview));
  return 0;
}

const becomesWords: Readonly<Record<DatabaseRestoreTable['becomes'], string>> = {
  new: 'new',
  replaced: 'replaced',
  lost: 'lost',
  stays: 'stays',
};

function describePreview(preview: DatabaseRestorePreview): readonly string[] {
  const { target, database, at, totals, tables, sessions, problems, remarks, consequence, phrase } = preview;
  const shown = tables.filter(({ becomes }) => becomes !== 'stays');
  return [
    `${displayName(database)} as of ${formatTime(at)} → ${displayName(target.database)} on ${displayText(target.server)} (PostgreSQL ${target.serverVersion}), as ${displayName(target.user)}`,
    '',
    ...(shown.length > 0 ? tableLines(shown) : []),
    `Now ${countOf(totals.now.tables, 'table')} with ${totals.now.estimated ? 'about ' : ''}${countOf(totals.now.rows, 'row')}, then ${countOf(totals.dump.tables, 'table')} with ${countOf(totals.dump.rows, 'row')}.`,
    ...sessions.map(
      ({ user, application, client, state }) =>
        `In use by ${displayName(user)}${application ? ` (${displayText(application)})` : ''}${client ? ` from ${client}` : ''}: ${state}`,
    ),
    ...globalsLines(preview),
    ...remarks.map(displayText),
    ...problems.map((problem) => `It can’t be done: ${displayText(problem)}`),
    'Nothing was changed.',
    ...(phrase === null || problems.length > 0
      ? []
      : [displayText(consequence ?? ''), `To do it, add: --confirm ${shellWord(phrase)}`]),
  ];
}

const tableLines = (tables: readonly DatabaseRestoreTable[]): readonly string[] => [
  ...table(tables, [
    { title: 'Table', cell: ({ schema, name }) => displayName(`${schema}.${name}`) },
    {
      title: 'Rows now',
      cell: ({ now }) => (now ? `${now.estimated ? '~' : ''}${formatCount(now.rows)}` : '-'),
      align: 'right',
    },
    { title: 'In the dump', cell: ({ dump }) => (dump ? rowsIn(dump) : '-'), align: 'right' },
    { title: '', cell: ({ becomes }) => becomesWords[becomes] },
  ]),
  '',
];

const rowsIn = ({ rows }: { readonly rows: number | null }): string => (rows === null ? 'no rows' : formatCount(rows));

function globalsLines({ globals }: DatabaseRestorePreview): readonly string[] {
  const missing = [...(globals?.roles ?? []), ...(globals?.tablespaces ?? [])].filter(({ there }) => !there);
  return missing.length === 0
    ? []
    : [
        `Roles and tablespaces of the dumped server that are not there (--globals makes them): ${missing.map(({ name }) => displayName(name)).join(', ')}`,
      ];
}
