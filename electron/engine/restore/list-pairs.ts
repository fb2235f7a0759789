import type { Connection } from '../catalogue/open-catalogue.ts';

/** A folder of a snapshot and one of the target: items lie below both in the same way. `''` stands for `/`. */
export interface Pair {
  /** The snapshot's `files` folder, and the source path below it. */
  readonly files: string;
  readonly sourceBase: string;
  readonly target: string;
}

export const pairSchema = `
CREATE TABLE pair (number INTEGER PRIMARY KEY, files TEXT NOT NULL, source_base TEXT NOT NULL, target TEXT NOT NULL);
`;

export interface Pairs {
  /** Number of a pair of folders; equal ones have one number. */
  addPair(pair: Pair): number;
  pair(number: number): Pair;
}

/** The pairs of folders of a restore's list. */
export function connectPairs(db: Connection): Pairs {
  const known: Pair[] = db
    .prepare<[], Pair>('SELECT files, source_base AS sourceBase, target FROM pair ORDER BY number')
    .all();
  const numbers = new Map(known.map((pair, number) => [keyOf(pair), number]));
  const insert = db.prepare('INSERT INTO pair VALUES (?, ?, ?, ?)');
  return {
    addPair: (pair) => {
      const found = numbers.get(keyOf(pair));
      if (found !== undefined) return found;
      const number = known.push(pair) - 1;
      numbers.set(keyOf(pair), number);
      insert.run(number, pair.files, pair.sourceBase, pair.target);
      return number;
    },
    pair: (number) => {
      const pair = known[number];
      if (!pair) throw new Error(`there is no pair of folders ${number}`);
      return pair;
    },
  };
}

const keyOf = ({ files, sourceBase, target }: Pair): string => [files, sourceBase, target].join('\0');
