import fs from 'node:fs';
import os from 'node:os';
import type { Hook, HookReport, HookTrial } from '#shared/domain/hook.ts';
import { HoldfastError } from '#shared/errors.ts';
import { type ProgramResult, runProgram } from '../tools/run-program.ts';
import { createOutputTail } from './output-tail.ts';

export interface HookRequest {
  readonly hook: Pick<Hook, 'when' | 'command' | 'timeoutSeconds'>;
  readonly env: Readonly<Record<string, string>>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const shell = '/bin/sh';
const outputLimit = 64 * 1024;

/**
 * Runs a command by the system's shell, as who runs Holdfast, in that user's home. Its input is closed; what it writes is kept, the
 * last 64 KB of it. When its time is over, or `signal` aborts, it is ended with all that it started. Never rejects because of
 * what the command does.
 */
export async function runHook({ hook, env, signal }: HookRequest): Promise<HookTrial> {
  const { when, command, timeoutSeconds } = hook;
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  const output = createOutputTail(outputLimit);
  const begun = performance.now();
  const result = await start({ command, env, signal: AbortSignal.any([signal, limit]), onOutput: output.add });
  const end = result === null ? 'not-started' : endOf(result, signal);
  const durationMs = Math.round(performance.now() - begun);
  const omitted = output.omitted();
  const note = omitted > 0 ? `(${omitted} bytes before this are left out)\n` : '';
  return { when, command, end, exitCode: result?.exitCode ?? null, durationMs, output: note + output.text() };
}

interface Started extends Pick<HookRequest, 'env' | 'signal'> {
  readonly command: string;
  readonly onOutput: (chunk: Buffer) => void;
}

async function start({ command, ...rest }: Started): Promise<ProgramResult | null> {
  try {
    const asUser = { cwd: homeFolder(), ownLocale: true, wholeGroup: true } as const;
    // Without the dashes a command that begins with one would be taken for options.
    return await runProgram({ program: shell, args: ['-c', '--', command], ...asUser, ...rest });
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'program-missing') return null;
    throw error;
  }
}

function endOf({ exitCode, aborted }: ProgramResult, signal: AbortSignal): HookReport['end'] {
  if (aborted) return signal.aborted ? 'cancelled' : 'timed-out';
  return exitCode === 0 ? 'done' : 'failed';
}

/** Where Holdfast was started differs: by a terminal, a desktop, a service. */
function homeFolder(): string {
  const home = os.homedir();
  return fs.existsSync(home) ? home : '/';
}
