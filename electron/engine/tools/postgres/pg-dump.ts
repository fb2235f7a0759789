import { HoldfastError } from '#shared/errors.ts';
import { runProgram } from '../run-program.ts';
import { buildDumpArgs, type DumpOptions, lacksZstd } from './build-dump-args.ts';
import { judgeStderr, type Where } from './judge-failure.ts';
import { parseDumpLine } from './parse-dump-line.ts';
import type { PostgresEnv } from './with-pass-file.ts';

export interface DumpCall {
  /** Absolute path of pg_dump. */
  readonly program: string;
  readonly env: PostgresEnv;
  readonly options: DumpOptions;
  readonly where: Where;
  readonly signal: AbortSignal;
  /** Called when the rows of a table (`schema.name`) are begun. */
  readonly onTable: (table: string) => void;
}

const keptLines = 200;

/**
 * Dumps a database; gives what pg_dump remarked. Throws `destination-full`, one of the errors that begin with `database-`,
 * `program-failed`, or the signal's reason when it aborts: pg_dump then ends its queries on the server too.
 */
export async function pgDump(call: DumpCall): Promise<readonly string[]> {
  const { program, env, options, where, signal, onTable } = call;
  const said: string[] = [];
  const { exitCode } = await runProgram({
    ...{ program, env, signal, args: buildDumpArgs(options) },
    onErrorLine: (bytes) => {
      const line = bytes.toString('utf8');
      const parsed = parseDumpLine(line);
      if (parsed.kind === 'table') onTable(parsed.table);
      else if (parsed.kind === 'problem' && said.length < keptLines) said.push(line);
    },
  });
  signal.throwIfAborted();
  if (exitCode === 0) return said;
  if (options.compression === 'zstd' && lacksZstd(said.join('\n'))) {
    return pgDump({ ...call, options: { ...options, compression: 'gzip' } });
  }
  throw judgeDump(said.join('\n'), { exitCode, file: options.file, where });
}

/** `--lock-wait-timeout` is a limit on the statement that locks. */
const waited = /statement timeout.*LOCK TABLE (?:ONLY )?(.*?) IN ACCESS SHARE MODE/s;

const full = /No space left on device|(?:Disk )?quota exceeded/i;

/** From pg_dump's standard error to what it means. */
export function judgeDump(
  stderr: string,
  { exitCode, file, where }: { readonly exitCode: number | null; readonly file: string; readonly where: Where },
): HoldfastError {
  if (full.test(stderr)) return new HoldfastError('destination-full', { path: file }, new Error(stderr));
  const [, table] = waited.exec(stderr) ?? [];
  if (table !== undefined) {
    const reason = `the table ${table} is wanted by a session that stands before it`;
    return new HoldfastError('database-locked', { ...where, reason }, new Error(stderr));
  }
  if (stderr === '')
    return new HoldfastError('program-failed', {
      program: 'pg_dump',
      exitCode: exitCode ?? 'killed',
      stderr: 'it said nothing',
    });
  return judgeStderr(stderr, where);
}
