/** An entry of an archive's table of contents. */
export interface ListedEntry {
  readonly id: number;
  /** `TABLE`, `FK CONSTRAINT`; schema, name and owner follow it, which can’t be told apart where they hold spaces. */
  readonly type: string;
  /** Ids of the entries that have to be there before it. */
  readonly dependsOn: readonly number[];
}

/** Types that are written with more than one word; of all others the first word is the type. */
const longTypes = [
  'ACCESS METHOD',
  'BLOB METADATA',
  'BLOB COMMENTS',
  'CHECK CONSTRAINT',
  'DATABASE PROPERTIES',
  'DEFAULT ACL',
  'EVENT TRIGGER',
  'FK CONSTRAINT',
  'FOREIGN DATA WRAPPER',
  'FOREIGN SERVER',
  'FOREIGN TABLE',
  'INDEX ATTACH',
  'MATERIALIZED VIEW DATA',
  'MATERIALIZED VIEW',
  'OPERATOR CLASS',
  'OPERATOR FAMILY',
  'PROCEDURAL LANGUAGE',
  'PUBLICATION TABLES IN SCHEMA',
  'PUBLICATION TABLE',
  'ROW SECURITY',
  'SECURITY LABEL',
  'SEQUENCE OWNED BY',
  'SEQUENCE SET',
  'SHELL TYPE',
  'STATISTICS DATA',
  'SUBSCRIPTION TABLE',
  'TABLE ATTACH',
  'TABLE DATA',
  'TEXT SEARCH CONFIGURATION',
  'TEXT SEARCH DICTIONARY',
  'TEXT SEARCH PARSER',
  'TEXT SEARCH TEMPLATE',
  'USER MAPPING',
] as const;

/**
 * Reads what `pg_restore --list --verbose` prints: `216; 1259 16389 TABLE public orders ann`, followed where it depends on
 * others by `;	depends on: 5 210`.
 */
export function parseArchiveContents(lines: Iterable<string>): readonly ListedEntry[] {
  const entries: { id: number; type: string; dependsOn: number[] }[] = [];
  for (const line of lines) {
    const depends = /^;\s+depends on:([ \d]+)$/.exec(line);
    if (depends) {
      entries.at(-1)?.dependsOn.push(...(depends[1] ?? '').trim().split(/ +/).map(Number));
      continue;
    }
    const entry = /^(\d+); \d+ \d+ (.+)$/.exec(line);
    if (entry) entries.push({ id: Number(entry[1]), type: typeOf(entry[2] ?? ''), dependsOn: [] });
  }
  return entries;
}

const typeOf = (rest: string): string =>
  longTypes.find((type) => rest.startsWith(`${type} `)) ?? rest.slice(0, Math.max(0, rest.indexOf(' ')));
