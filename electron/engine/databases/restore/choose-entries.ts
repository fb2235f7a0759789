/** An object of a dump. */
export interface ArchiveEntry {
  readonly id: number;
  readonly type: string;
  readonly schema: string | null;
  readonly name: string;
  readonly dependsOn: readonly number[];
}

export interface Chosen {
  readonly schema: (name: string) => boolean;
  readonly table: (schema: string, name: string) => boolean;
  /** Schemas that the target has: only others are made. */
  readonly presentSchemas: ReadonlySet<string>;
  /** Types, functions, extensions and definitions of tables that what is chosen needs come along, as a new database lacks them. */
  readonly prerequisites: boolean;
}

/** What has a name of its own in a schema, and may be chosen by it. */
export const relations: ReadonlySet<string> = new Set([
  'TABLE',
  'VIEW',
  'MATERIALIZED VIEW',
  'SEQUENCE',
  'FOREIGN TABLE',
]);
/** They belong to the table that their name begins with. */
const namedAfterTable = new Set([
  ...['DEFAULT', 'CONSTRAINT', 'CHECK CONSTRAINT', 'FK CONSTRAINT', 'TRIGGER', 'RULE', 'POLICY', 'ROW SECURITY'],
]);
/** They belong to whatever they depend on. */
const attached = new Set([
  ...[
    'INDEX',
    'STATISTICS',
    'SEQUENCE SET',
    'TABLE DATA',
    'MATERIALIZED VIEW DATA',
    'COMMENT',
    'ACL',
    'SECURITY LABEL',
  ],
]);
/** They can be made without bringing rows of others along. */
const neverPrerequisite = new Set([
  'TABLE DATA',
  'MATERIALIZED VIEW DATA',
  'SEQUENCE SET',
  'ACL',
  'COMMENT',
  'FK CONSTRAINT',
]);

/**
 * Ids of the entries that a restore of chosen schemas and tables takes: the tables with everything that is theirs (indexes,
 * constraints, triggers, rows …), unlike `pg_restore --table`, which leaves all of that out. Of a foreign key only the table
 * that has it counts. Pure.
 */
export function chooseEntries(entries: readonly ArchiveEntry[], chosen: Chosen): ReadonlySet<number> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const taken = new Set(entries.filter((entry) => isChosen(entry, chosen)).map(({ id }) => id));
  takeWhatIsTheirs(entries, byId, taken);
  if (chosen.prerequisites) takePrerequisites(byId, taken);
  else takeSchemas(entries, taken, chosen);
  const isBroken = ({ type, dependsOn }: ArchiveEntry): boolean =>
    chosen.prerequisites && type === 'FK CONSTRAINT' && dependsOn.some((id) => byId.has(id) && !taken.has(id));
  for (const entry of entries) if (taken.has(entry.id) && isBroken(entry)) taken.delete(entry.id);
  return taken;
}

function isChosen({ type, schema, name }: ArchiveEntry, chosen: Chosen): boolean {
  if (type === 'SCHEMA') return chosen.schema(name) && !chosen.presentSchemas.has(name);
  if (schema === null || type === 'DEFAULT ACL') return false;
  return chosen.schema(schema) || (relations.has(type) && chosen.table(schema, name));
}

/** Until nothing more is found: an index's comment comes with the index that comes with the table. */
function takeWhatIsTheirs(
  entries: readonly ArchiveEntry[],
  byId: ReadonlyMap<number, ArchiveEntry>,
  taken: Set<number>,
): void {
  for (let before = -1; before !== taken.size; ) {
    before = taken.size;
    for (const entry of entries) {
      if (taken.has(entry.id) && entry.type !== 'TABLE ATTACH') continue;
      for (const id of belonging(entry, byId, taken)) taken.add(id);
    }
  }
}

function belonging(
  entry: ArchiveEntry,
  byId: ReadonlyMap<number, ArchiveEntry>,
  taken: ReadonlySet<number>,
): readonly number[] {
  const needs = entry.dependsOn.flatMap((id) => byId.get(id) ?? []);
  const here = needs.filter(({ id }) => taken.has(id));
  if (here.length === 0) return [];
  switch (entry.type) {
    // A partition comes with its parent, and is attached to a parent that stays.
    case 'TABLE ATTACH':
      return here.some(({ name }) => name !== entry.name) || needs.length === 1
        ? [entry.id, ...needs.filter(({ type }) => relations.has(type)).map(({ id }) => id)]
        : [entry.id];
    case 'INDEX ATTACH':
      return here.length === needs.filter(({ type }) => type === 'INDEX' || type === 'CONSTRAINT').length
        ? [entry.id]
        : [];
    // One that a column owns is made, and set, with its table.
    case 'SEQUENCE OWNED BY':
      return [entry.id, ...needs.filter(({ type }) => type === 'SEQUENCE').map(({ id }) => id)];
    case 'SEQUENCE':
      return here.some(({ type }) => type === 'TABLE') ? [entry.id] : [];
    default:
      if (attached.has(entry.type)) return [entry.id];
      return namedAfterTable.has(entry.type) && here.some((table) => isNamedAfter(entry, table)) ? [entry.id] : [];
  }
}

const isNamedAfter = ({ name, schema }: ArchiveEntry, table: ArchiveEntry): boolean =>
  relations.has(table.type) && table.schema === schema && (name === table.name || name.startsWith(`${table.name} `));

function takePrerequisites(byId: ReadonlyMap<number, ArchiveEntry>, taken: Set<number>): void {
  const pending = [...taken];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const entry = byId.get(id);
    if (!entry || entry.type === 'FK CONSTRAINT') continue;
    for (const needed of entry.dependsOn) {
      const other = byId.get(needed);
      if (!other || taken.has(needed) || neverPrerequisite.has(other.type)) continue;
      taken.add(needed);
      pending.push(needed);
    }
  }
}

/** The schemas of chosen tables, where the target lacks them. */
function takeSchemas(entries: readonly ArchiveEntry[], taken: Set<number>, { presentSchemas }: Chosen): void {
  const needed = new Set(entries.filter(({ id }) => taken.has(id)).map(({ schema }) => schema));
  for (const { id, type, name } of entries) {
    if (type === 'SCHEMA' && needed.has(name) && !presentSchemas.has(name)) taken.add(id);
  }
}
