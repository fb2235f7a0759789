import fs from 'node:fs';
import type { DumpTable } from '#shared/domain/database.ts';
import { fsPath } from '../tools/fs-path.ts';
import { type Counts, countsSchema } from './counts-file.ts';
import type { DumpedDatabase } from './dumped-database.ts';

/** The tables of a dump, as its counts file in a snapshot's folder tells; none where that is damaged or missing. */
export function readTables(snapshot: string, dump: DumpedDatabase): readonly DumpTable[] {
  return readCounts(snapshot, dump)?.tables ?? [];
}

const countsEnding = '.counts.json';

/** What a database held at the moment of its dump; null where its counts file is damaged or missing. */
export function readCounts(snapshot: string, { files }: Pick<DumpedDatabase, 'files'>): Counts | null {
  const file = files.find(({ path }) => path.endsWith(countsEnding));
  if (!file) return null;
  try {
    return countsSchema.parse(JSON.parse(fs.readFileSync(fsPath(`${snapshot}/${file.path}`), 'utf8')));
  } catch {
    return null;
  }
}
