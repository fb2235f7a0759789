import { findPrograms } from './find-programs.ts';
import { runProgram } from './run-program.ts';

export interface KnownOwner {
  readonly name: string;
  readonly id: number;
}

/** A directory service that does not answer must not hold anything up. */
const patienceMs = 5000;
/** One call's worth. */
const mostKeys = 1000;

/**
 * Asks the system for users or groups, by name or by number; those that it does not know are left out. Null where it can't
 * be asked (there is no getent, or it does not answer).
 */
export async function lookUpOwners(
  kind: 'user' | 'group',
  keys: readonly (string | number)[],
): Promise<readonly KnownOwner[] | null> {
  const wanted = keys.map(String).filter(isSafe).slice(0, mostKeys);
  if (wanted.length === 0) return [];
  const [program] = await findPrograms('getent');
  if (program === undefined) return null;
  const known: KnownOwner[] = [];
  const { aborted, exitCode } = await runProgram({
    program,
    args: [kind === 'user' ? 'passwd' : 'group', ...wanted],
    signal: AbortSignal.timeout(patienceMs),
    onLine: (line) => {
      const [name, , id] = line.toString('utf8').split(':');
      if (name && id !== undefined && /^\d+$/.test(id)) known.push({ name, id: Number(id) });
    },
  });
  // 2: some are not known.
  return aborted || (exitCode !== 0 && exitCode !== 2) ? null : known;
}

/** Not an option, and nothing that could be taken for another entry. */
const isSafe = (key: string): boolean => key !== '' && !key.startsWith('-') && !/[:\n\0]/.test(key);
