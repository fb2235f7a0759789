import Database from 'better-sqlite3';
import { cataloguePath } from '../home-files.ts';

export interface KnownNames {
  readonly plans: readonly string[];
  /** Paths of their folders. */
  readonly repositories: readonly string[];
}

/** So long a writer is waited for: who completes a word would rather have no names. */
const patienceMs = 200;

/**
 * The names in a home's catalogue, for completing what is typed: read beside whoever owns the home, without an engine, and
 * without making or changing anything. None where they can't be read.
 */
export function knownNames(home: string): KnownNames {
  try {
    const db = new Database(cataloguePath(home), { readonly: true, fileMustExist: true, timeout: patienceMs });
    try {
      const all = (query: string) => db.prepare<[], string>(query).pluck().all();
      return {
        plans: all('SELECT name FROM plan ORDER BY name'),
        repositories: all('SELECT path FROM repository ORDER BY path'),
      };
    } finally {
      db.close();
    }
  } catch {
    return { plans: [], repositories: [] };
  }
}
