import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { HoldfastError } from '#shared/errors.ts';

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
  readonly endWith?: 'SIGTERM' | 'SIGQUIT';
  /** Each line of standard output, without its end (newline, or the carriage return of a progress display). */
  readonly onLine?: (line: Buffer) => void;
  /** Each line of standard error, which is not kept then. */
  readonly onErrorLine?: (line: Buffer) => void;
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
  const { program, args, env, input, signal, as, endWith, onLine, onErrorLine } = request;
  const [file, ...rest] = [...dieWithParent(endWith), program, ...args];
  const child = execa(file ?? program, rest, {
    env: { ...env, LC_ALL: 'C', LANG: 'C' },
    // In a group of its own: a terminal's Ctrl-C goes to Holdfast alone, which then ends the program and knows why.
    detached: true,
    stdin: input ? 'pipe' : 'ignore',
    stdout: onLine ? 'pipe' : 'ignore',
    stderr: 'pipe',
    buffer: false,
    reject: false,
    ...(signal && { cancelSignal: signal }),
    // Where Holdfast was started may be closed to others.
    ...(as && { uid: as.uid, gid: as.gid, cwd: '/' }),
    ...(endWith && { killSignal: endWith }),
    forceKillAfterDelay: graceMs,
  });
  if (onLine && child.stdout) splitLines(child.stdout, onLine);
  let stderr = '';
  if (onErrorLine && child.stderr) splitLines(child.stderr, onErrorLine);
  else {
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < stderrLimit) stderr += chunk.toString('utf8');
    });
  }
  if (input && child.stdin) feed(input, child.stdin);
  const result = await child;
  if (result.exitCode === undefined && result.signal === undefined && !result.isCanceled) {
    throw new HoldfastError('program-missing', { program: path.basename(program), install: '' }, result.cause);
  }
  return { exitCode: result.exitCode ?? null, stderr, aborted: result.isCanceled };
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
