import type { RestoreFault } from '../../tools/postgres/parse-restore-faults.ts';
import { type LeftOut, nameOf } from '../compare-counts.ts';
import type { Counts } from '../counts-file.ts';
import type { FindingsSheet } from '../findings.ts';
import { unquote } from '../restore/map-roles.ts';
import type { TestPlace } from './test-place.ts';

interface Judged {
  readonly counts: Pick<Counts, 'tables' | 'sequences'>;
  /** Extensions of the dump that can't be had here, with the reason. */
  readonly missing: ReadonlyMap<string, string>;
  /** Where it was restored. */
  readonly place: Pick<TestPlace, 'name' | 'where'>;
}

/**
 * Tells damage from what this machine lacks. What fails since an extension is not here, since a table was left out of the
 * dump on purpose, or since a system role of a newer server is unknown, is remarked; everything else is a failure.
 */
export function judgeFaults(faults: readonly RestoreFault[], judged: Judged, sheet: FindingsSheet): LeftOut {
  const { missing, place } = judged;
  for (const [name, reason] of missing) {
    sheet.remark(`The extension ${name} can’t be had on ${place.name} (${reason}): what needs it was not tested.`);
  }
  const judgements = faults.map((fault) => ({ fault, because: judge(fault, judged) }));
  for (const { fault, because } of judgements) {
    if (because === null) sheet.check(false, () => sentence(fault));
    else if (because !== 'extension') sheet.remark(because);
  }
  const lacking = judgements.filter(({ because }) => because === 'extension').map(({ fault }) => fault);
  const objects = lacking.filter((fault) => !isExtension(fault));
  const tables = new Set(objects.flatMap((fault) => tableMadeBy(fault) ?? []));
  if (objects.length > 0) {
    const named = tables.size === 0 ? '' : `; tables among them: ${[...tables].slice(0, toldTables).join(', ')}`;
    sheet.remark(`Objects that need a missing extension were not tested: ${objects.length}${named}.`);
  }
  return { tables, incomplete: missing.size > 0 || judgements.some(({ because }) => because !== null) };
}

/** Why a failure is no damage: since an extension is missing, or a sentence. Null: it is damage. */
function judge(fault: RestoreFault, { missing, place, counts }: Judged): string | 'extension' | null {
  const { message } = fault;
  if (missing.size > 0 && (isExtension(fault) || lacksSomething.test(message))) return 'extension';
  if (isLeftOut(fault, counts)) return `${subject(fault)} needs something that was left out of the dump: ${message}.`;
  if (lacksRows(fault, counts))
    return `${subject(fault)} needs rows that were left out of the dump: ${fault.detail ?? ''}`;
  if (place.where === 'temporary-database' && lacksRights.test(message)) {
    return `${subject(fault)} could not be tested on the server with this role: ${message}.`;
  }
  if (!/role "pg_[^"]*" does not exist/.test(message)) return null;
  return `${subject(fault)}: ${message}, which is the server’s own in other versions.`;
}

const toldTables = 20;

/** Messages of failures that follow from another object's not being there. */
const lacksSomething =
  /does not exist|is not available|no schema has been selected|cannot be cast|could not (?:open|access|load)/;

/** Roles are the server's own there, and this one may not do everything. */
const lacksRights = /permission denied|must be (?:superuser|owner|member)|role ".*" does not exist/;

const isExtension = ({ object }: RestoreFault): boolean => /^(?:COMMENT )?EXTENSION /.test(object ?? '');

/** `CREATE TABLE public.places (` → `public.places`. */
function tableMadeBy({ command }: RestoreFault): string | null {
  const [, schema, table] = madeTable.exec(command ?? '') ?? [];
  return schema === undefined || table === undefined ? null : nameOf({ schema: unquote(schema), name: unquote(table) });
}

const name = '("(?:[^"]|"")*"|[^\\s".(]+)';
const madeTable = new RegExp(`^CREATE (?:UNLOGGED |FOREIGN )?TABLE ${name}\\.${name}`);

/** A relation or schema of which nothing is recorded: it was not in the dump. */
function isLeftOut({ message }: RestoreFault, { tables, sequences }: Judged['counts']): boolean {
  const [, kind, found] = /^(relation|schema) "(.*)" does not exist/.exec(message) ?? [];
  const recorded = [...tables, ...sequences];
  if (kind === 'schema') return !recorded.some(({ schema }) => schema === found);
  return kind === 'relation' && !recorded.some((one) => `${one.schema}.${one.name}` === found || one.name === found);
}

/** A foreign key to a table of which the dump was not to take the rows. */
function lacksRows({ message, detail }: RestoreFault, { tables }: Judged['counts']): boolean {
  const table = /is not present in table "(.*)"\.$/.exec(detail ?? '')?.[1];
  if (table === undefined || !message.includes('violates foreign key constraint')) return false;
  return tables.some(({ name: known, kind, rows }) => known === table && kind === 'table' && rows === null);
}

const subject = ({ object }: RestoreFault): string => object ?? 'The dump';

const sentence = (fault: RestoreFault): string =>
  `${subject(fault)} can’t be restored: ${fault.message}${fault.detail === null ? '' : ` (${fault.detail})`}`;
