/** Names of databases that a restore makes beside the one it is about; they tell which run they belong to. */
export interface NamesBeside {
  /** What is being restored, until it takes its place. */
  readonly made: string;
  /** What was replaced, until it is kept as a dump. */
  readonly kept: string;
}

/** PostgreSQL cuts longer names off. */
const longest = 63;

export function namesBeside(database: string, runId: string): NamesBeside {
  const run = runId.slice(0, 8);
  return { made: fitted(database, `_holdfast_new_${run}`), kept: fitted(database, `_holdfast_old_${run}`) };
}

function fitted(name: string, ending: string): string {
  let kept = '';
  for (const character of name) {
    if (Buffer.byteLength(kept + character + ending) > longest) break;
    kept += character;
  }
  return kept + ending;
}
