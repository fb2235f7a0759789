import { HoldfastError } from '#shared/errors.ts';
import { runProgram } from '../run-program.ts';
import { type ArchiveEntry, parseArchiveEntry } from './parse-archive-list.ts';

/** What a dump holds, by its own list. Throws `program-failed` where it can't be read. */
export async function listArchive({
  program,
  file,
  signal,
}: {
  /** Absolute path of pg_restore. */
  readonly program: string;
  readonly file: string;
  readonly signal: AbortSignal;
}): Promise<readonly ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const { exitCode, stderr } = await runProgram({
    ...{ program, args: ['--list', file], signal },
    onLine: (line) => {
      const entry = parseArchiveEntry(line.toString('utf8'));
      if (entry) entries.push(entry);
    },
  });
  signal.throwIfAborted();
  if (exitCode === 0) return entries;
  throw new HoldfastError('program-failed', {
    program: 'pg_restore',
    exitCode: exitCode ?? 'killed',
    stderr: stderr.trim().split('\n').slice(0, 3).join(' '),
  });
}
