import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Options, ResultPromise } from 'execa';
import { HoldfastError } from '#shared/errors.ts';
import { endGroup } from './end-group.ts';

export interface ProgramRequest {
  /** Absolute path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  /** Added to this process's environment; what is undefined is taken out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Bytes for its standard input; none means that it is closed at once. */
  readonly input?: Readable;
  readonly signal?: AbortSignal;
  /** As whom it runs; only root may choose. Left out: as who started Holdfast. */
  readonly as?: { readonly uid: number; readonly gid: number };
  /** What it is asked to end with, SIGTERM if not said. Said: also what it gets when this thread dies, in place of SIGKILL. */
  readonly endWith?: 'SIGTERM' | 'SIGQUIT' | 'SIGINT';
  /** Each line of standard output, without its end (newline, or the carriage return of a progress display). */
  readonly onLine?: (line: Buffer) => void;
  /** Each line of standard error, which is not kept then. */
  readonly onErrorLine?: (line: Buffer) => void;
  /** Both outputs as they come, in place of their lines; nothing is kept then. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** Where it begins; left out: where Holdfast was started. */
  readonly cwd?: string;
  /** The user's own locale rather than C: nothing is parsed. */
  readonly ownLocale?: boolean;
  /** When `signal` aborts, what it has started is ended with it. */
  readonly wholeGroup?: boolean;
}

/** How a program ended; a non-zero exit is data. */
export interface ProgramResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** The first 64 KB. */
  readonly stderr: string;
  /** It was ended because the request's signal aborted. */
  readonly aborted: boolean;
}

const stderrLimit = 64 * 1024;
const graceMs = 3000;

/**
 * Runs an outside program: argument array, no shell, C locale. When `signal` aborts it gets SIGTERM, and SIGKILL
 * three seconds later. It dies with this thread where `setpriv` can arrange that. Throws `program-missing` only if
 * it could not be started at all.
 */
export async function runProgram(request: ProgramRequest): Promise<ProgramResult> {
  const { program, args, input, signal, wholeGroup } = request;
  const [file, ...rest] = [...dieWithParent(request.endWith), program, ...args];
  // Loaded with the first program: many a run and most commands start none.
  const { execa } = await import('execa');
  const child = execa(file ?? program, rest, optionsOf(request));
  const stderr = collectOutput(child, request);
  if (input && child.stdin) feed(input, child.stdin);
  const ending = wholeGroup && signal ? endOnAbort(child, signal) : undefined;
  const result = await child;
  const aborted = result.isCanceled || ((await ending?.done()) ?? false);
  if (result.exitCode === undefined && result.signal === undefined && !aborted) {
    throw new HoldfastError('program-missing', { program: path.basename(program), install: '' }, result.cause);
  }
  return { exitCode: result.exitCode ?? null, stderr: stderr(), aborted };
}

function optionsOf({ env, ownLocale, input, signal, as, cwd, endWith, wholeGroup, onLine, onOutput }: ProgramRequest) {
  return {
    env: { ...env, ...(!ownLocale && { LC_ALL: 'C', LANG: 'C' }) },
    // In a group of its own: a terminal's Ctrl-C goes to Holdfast alone, which then ends the program and knows why.
    detached: true,
    stdin: input ? 'pipe' : 'ignore',
    stdout: onLine || onOutput ? 'pipe' : 'ignore',
    stderr: 'pipe',
    buffer: false,
    reject: false,
    ...(signal && !wholeGroup && { cancelSignal: signal }),
    ...(cwd !== undefined && { cwd }),
    // Where Holdfast was started may be closed to others.
    ...(as && { uid: as.uid, gid: as.gid, cwd: '/' }),
    ...(endWith && { killSignal: endWith }),
    forceKillAfterDelay: graceMs,
  } as const satisfies Options;
}

type Child = Pick<ResultPromise, 'pid' | 'stdout' | 'stderr'>;

/** Hands on what the program writes; gives what is kept of its standard error. */
function collectOutput({ stdout, stderr }: Child, { onLine, onErrorLine, onOutput }: ProgramRequest): () => string {
  let kept = '';
  if (onOutput) for (const stream of [stdout, stderr]) stream?.on('data', onOutput);
  if (onLine && stdout) splitLines(stdout, onLine);
  if (onErrorLine && stderr) splitLines(stderr, onErrorLine);
  else if (!onOutput) {
    stderr?.on('data', (chunk: Buffer) => {
      if (kept.length < stderrLimit) kept += chunk.toString('utf8');
    });
  }
  return () => kept;
}

/** Ends the child's group when the signal aborts; `done`, once the child has ended, waits for the rest and tells whether it had to. */
function endOnAbort({ pid, stdout, stderr }: Child, signal: AbortSignal): { done(): Promise<boolean> } {
  let ended: Promise<void> | undefined;
  const end = (): void => {
    if (pid === undefined) return;
    ended = endGroup(pid, graceMs).then(() => {
      // What got out of the group may still hold them open, and nobody waits for that.
      for (const stream of [stdout, stderr]) stream?.destroy();
    });
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return {
    done: async () => {
      signal.removeEventListener('abort', end);
      await ended;
      return ended !== undefined;
    },
  };
}

/** A program may stop reading early; its exit says why, so the broken pipe itself is no error. */
function feed(input: Readable, stdin: NodeJS.WritableStream): void {
  stdin.on('error', () => input.destroy());
  input.pipe(stdin);
}

function splitLines(stream: Readable, onLine: (line: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = 0; end < data.length; end += 1) {
      if (data[end] !== 10 && data[end] !== 13) continue;
      if (end > start) onLine(data.subarray(start, end));
      start = end + 1;
    }
    rest = Buffer.from(data.subarray(start));
  });
  stream.on('end', () => {
    if (rest.length > 0) onLine(rest);
  });
}

let setpriv: string | null | undefined;

/** A prefix that has the kernel end the child when this thread dies (kill -9 of Holdfast included). */
function dieWithParent(signal: ProgramRequest['endWith']): readonly string[] {
  setpriv ??= ['/usr/bin/setpriv', '/bin/setpriv'].find((candidate) => fs.existsSync(candidate)) ?? null;
  return setpriv ? [setpriv, '--pdeathsig', signal?.slice('SIG'.length) ?? 'KILL', '--'] : [];
}
