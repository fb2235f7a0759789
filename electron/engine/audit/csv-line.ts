import type { AuditEntry } from '#shared/domain/audit.ts';

/** Columns in their order; what is not text or a number is JSON. */
const columns: readonly (readonly [name: string, value: (entry: AuditEntry) => string | number | null])[] = [
  ['number', ({ number }) => number],
  ['at', ({ at }) => at],
  ['user', ({ user }) => user],
  ['uid', ({ uid }) => uid],
  ['way', ({ way }) => way],
  ['action', ({ action }) => action],
  ['subject', ({ subject }) => subject],
  ['plan', ({ planName }) => planName],
  ['plan id', ({ planId }) => planId],
  ['snapshot', ({ snapshotName }) => snapshotName],
  ['snapshot id', ({ snapshotId }) => snapshotId],
  ['run id', ({ runId }) => runId],
  ['outcome', ({ outcome }) => outcome],
  ['details', ({ details }) => JSON.stringify(details)],
];

/** The first line of a CSV file of the audit trail. */
export const csvHeader = toLine(columns.map(([name]) => name));

/** An entry as a line of CSV: RFC 4180, safe to open in a spreadsheet. */
export const csvLine = (entry: AuditEntry): string => toLine(columns.map(([, value]) => value(entry)));

function toLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** Text is always quoted. Numbers are the engine's own and are left bare. */
function toCell(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : `"${withoutFormulas(value).replaceAll('"', '""')}"`;
}

/**
 * A spreadsheet takes a cell that begins with one of these for a formula, and a file or plan may be named so that it does.
 * An apostrophe before it makes it text. The same after whatever another spreadsheet's settings may take for the end of a
 * cell or line (https://owasp.org/www-community/attacks/CSV_Injection). JSON lines hold everything as it is.
 */
function withoutFormulas(text: string): string {
  return text.replaceAll(/(^|[,;|\t\r\n])(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/g, "$1'");
}
