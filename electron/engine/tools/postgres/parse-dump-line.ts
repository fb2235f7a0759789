/**
 * A line of what `pg_dump --verbose` says on standard error. `table`: it begins that table's rows, as `schema.name`.
 * `step`: something else that it goes about. `problem`: all others, the lines of a server's message included.
 */
export type DumpLine =
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'step' }
  | { readonly kind: 'problem' };

/** Pure; tested on captured lines. Programs call themselves by their name, with `.exe` on Windows. */
export function parseDumpLine(line: string): DumpLine {
  const said = /^[\w.-]*pg_dump(?:\.exe)?: (.*)$/s.exec(line)?.[1];
  if (said === undefined) return { kind: 'problem' };
  if (/^(?:error|fatal|warning|detail|hint): /.test(said)) return { kind: 'problem' };
  const table = /^dumping contents of table "(.*)"$/s.exec(said)?.[1];
  return table === undefined ? { kind: 'step' } : { kind: 'table', table };
}
