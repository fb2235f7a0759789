import path from 'node:path';
import { Readable } from 'node:stream';
import { encodePathText } from '#shared/domain/path-text.ts';
import { HoldfastError } from '#shared/errors.ts';
import { type ProgramResult, runProgram } from '../run-program.ts';
import { asExcluded, asListed, buildCopyArgs, type CopyOptions, type CopySelection } from './build-copy-args.ts';
import { parseItem, parseTransferred, type RsyncItem } from './parse-item.ts';

export interface CopyRequest extends Omit<CopyOptions, 'selection'> {
  /** Absolute path of rsync. */
  readonly program: string;
  readonly selection: CopySelection;
  readonly signal: AbortSignal;
  readonly onItem: (item: RsyncItem) => void;
  /** Bytes transferred so far by this call. */
  readonly onTransferred?: (bytes: number) => void;
}

export interface CopyResult {
  /** Some entries were not transferred (exit 23) or vanished (24): the caller looks which, and why. */
  readonly partial: boolean;
  readonly stderr: string;
}

/**
 * Copies (or with `compareOnly` compares) entries below `source` to `target`. Among the names, `.` is the folder itself:
 * as `./.` rsync would take it for the folder's contents, so it goes in a call of its own, from its parent (source and
 * target then need the same last name). Throws `destination-full`, `destination-read-only`, `program-failed`, or the
 * signal's reason when it aborts.
 */
export async function rsyncCopy(request: CopyRequest): Promise<CopyResult> {
  const { selection, source, target, onItem } = request;
  if (selection.kind !== 'names' || !selection.names.includes('.')) return runCopy(request);
  const names = selection.names.filter((name) => name !== '.');
  const below = names.length > 0 ? await runCopy({ ...request, selection: { kind: 'names', names } }) : nothing;
  const self = await runCopy({
    ...request,
    source: path.dirname(source),
    target: path.dirname(target),
    selection: { kind: 'names', names: [path.basename(source)] },
    onItem: (item) => onItem({ ...item, name: '.' }),
  });
  return { partial: below.partial || self.partial, stderr: below.stderr + self.stderr };
}

const nothing: CopyResult = { partial: false, stderr: '' };

async function runCopy(request: CopyRequest): Promise<CopyResult> {
  const { program, selection, signal, onItem, onTransferred, ...options } = request;
  const result = await runProgram({
    program,
    args: buildCopyArgs({ ...options, selection: selection.kind }),
    input: Readable.from(listBytes(selection)),
    signal,
    onLine: (line) => {
      const item = parseItem(line);
      const transferred = item ? null : parseTransferred(line);
      if (item) onItem(item);
      else if (transferred !== null) onTransferred?.(transferred);
    },
  });
  signal.throwIfAborted();
  return judge(result, options.target);
}

function* listBytes(selection: CopySelection): Generator<Uint8Array> {
  const entries = selection.kind === 'names' ? selection.names.map(asListed) : selection.excluded.map(asExcluded);
  for (let at = 0; at < entries.length; at += 1000) {
    yield encodePathText(`${entries.slice(at, at + 1000).join('\0')}\0`);
  }
}

/** From exit code and stderr to what it means. ENOSPC 28, EDQUOT 122, EROFS 30. */
function judge({ exitCode, stderr }: ProgramResult, target: string): CopyResult {
  if (exitCode === 0) return { partial: false, stderr };
  if (/\((28|122)\)/.test(stderr)) throw new HoldfastError('destination-full', { path: target });
  if (/\(30\)/.test(stderr)) throw new HoldfastError('destination-read-only', { path: target });
  if (exitCode === 23 || exitCode === 24) return { partial: true, stderr };
  throw new HoldfastError('program-failed', {
    program: 'rsync',
    exitCode: exitCode ?? 'killed',
    stderr: stderr.trim().split('\n').slice(0, 3).join(' '),
  });
}
