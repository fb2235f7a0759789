/** A line of `pg_restore --list`: `215; 1259 16390 TABLE public orders shop`. */
export interface ArchiveEntry {
  /** The system table that describes it (pg_class is 1259); 0 for what is no object of its own, such as a table's rows. */
  readonly catalogue: number;
  /** Its number there; of a table's rows: the table's. */
  readonly oid: string;
  /** Kind, schema, name and owner. Any of the last three may hold spaces, so it can't be told where each ends. */
  readonly words: string;
}

/** Null for comments and empty lines. */
export function parseArchiveEntry(line: string): ArchiveEntry | null {
  const [, catalogue, oid, words] = /^\d+; (\d+) (\d+) (.*)$/s.exec(line) ?? [];
  if (catalogue === undefined || oid === undefined || words === undefined) return null;
  return { catalogue: Number(catalogue), oid, words };
}

const pgClass = 1259;

/** Tables are matched by their number: names are ambiguous in a list. */
export const isTableEntry = ({ catalogue, words }: ArchiveEntry): boolean =>
  catalogue === pgClass && /^(?:FOREIGN )?TABLE /.test(words);

export const isRowsEntry = ({ catalogue, words }: ArchiveEntry): boolean =>
  catalogue === 0 && words.startsWith('TABLE DATA ');
