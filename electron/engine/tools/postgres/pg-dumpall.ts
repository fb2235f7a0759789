import { runProgram } from '../run-program.ts';
import { buildGlobalsArgs, type GlobalsOptions } from './build-globals-args.ts';
import type { Where } from './judge-failure.ts';
import { judgeDump } from './pg-dump.ts';
import type { PostgresEnv } from './with-pass-file.ts';

export interface GlobalsCall {
  /** Absolute path of pg_dumpall. */
  readonly program: string;
  readonly env: PostgresEnv;
  readonly options: GlobalsOptions;
  readonly where: Where;
  readonly signal: AbortSignal;
}

/** Writes roles and tablespaces of a server. Throws as `pgDump` does. */
export async function pgDumpall({ program, env, options, where, signal }: GlobalsCall): Promise<void> {
  const { exitCode, stderr } = await runProgram({ program, env, signal, args: buildGlobalsArgs(options) });
  signal.throwIfAborted();
  if (exitCode !== 0) throw judgeDump(stderr, { exitCode, file: options.file, where });
}
