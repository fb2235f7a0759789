import path from 'node:path';
import { Readable } from 'node:stream';
import { encodePathText, hasEscapedBytes } from '#shared/domain/path-text.ts';
import { runProgram } from '../run-program.ts';
import { asListed, buildCopyArgs, type CopyOptions, type CopySelection } from './build-copy-args.ts';
import { type CopyResult, judgeCopy } from './judge-copy.ts';
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

/**
 * Copies (or with `compareOnly` compares) entries below `source` to `target`. Among the names, `.` is the folder itself:
 * as `./.` rsync would take it for the folder's contents, so it goes in a call of its own, from its parent (source and
 * target then need the same last name). A target must be UTF-8. Throws `destination-full`, `destination-read-only`,
 * `program-failed`, or the signal's reason when it aborts.
 */
export async function rsyncCopy(request: CopyRequest): Promise<CopyResult> {
  const { selection, source, target, onItem } = request;
  if (selection.kind === 'trees') return copyTrees(request, selection.names);
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

/**
 * Copies (or gives its attributes to) one entry that gets another name: `source` and `target` are its own paths, which must
 * be UTF-8. A folder comes with all that it holds. Throws as `rsyncCopy` does.
 */
export function rsyncRenamed(
  request: Omit<CopyRequest, 'selection' | 'onItem'>,
  kind: 'tree' | 'one',
): Promise<CopyResult> {
  return runCopy({ ...request, selection: { kind: 'names', names: [] }, onItem: () => {} }, kind);
}

/** A single folder needs no list, with which recursion takes twice as long. */
async function copyTrees(request: CopyRequest, names: readonly string[]): Promise<CopyResult> {
  const [name] = names;
  const { source, target, onItem } = request;
  const below = name === '' ? '' : `/${name}`;
  if (name === undefined || names.length > 1 || hasEscapedBytes(source + below)) return runCopy(request);
  return runCopy(
    {
      ...request,
      source: source + below,
      target: target.replace(/\/$/, '') + below,
      onItem: (item) => onItem({ ...item, name: joinNames(name, item.name) }),
    },
    'tree',
  );
}

const joinNames = (folder: string, name: string): string =>
  folder === '' ? name : name === '.' ? folder : `${folder}/${name}`;

async function runCopy(
  request: CopyRequest,
  selected: CopyOptions['selection'] = request.selection.kind,
): Promise<CopyResult> {
  const { program, selection, signal, onItem, onTransferred, ...options } = request;
  const { folder, rest } = splitSource(options.source);
  const result = await runProgram({
    program,
    args: buildCopyArgs({ ...options, source: folder, selection: selected }),
    ...(selected !== 'tree' && selected !== 'one' && { input: Readable.from(listBytes(selection, rest)) }),
    signal,
    onLine: (line) => {
      const item = parseItem(line);
      const transferred = item ? null : parseTransferred(line);
      if (item) onItem(item);
      else if (transferred !== null) onTransferred?.(transferred);
    },
  });
  signal.throwIfAborted();
  return judgeCopy(result, options.target);
}

/**
 * Arguments are text, the list is bytes: of a source folder that is not UTF-8 the argument holds what comes before, and
 * each name the rest, divided by `/./`, from where on rsync takes a name to be relative.
 */
function splitSource(source: string): { readonly folder: string; readonly rest: string } {
  const components = source.split('/');
  const odd = components.findIndex(hasEscapedBytes);
  if (odd < 0) return { folder: source, rest: '' };
  return { folder: `${components.slice(0, odd).join('/')}/`, rest: `${components.slice(odd).join('/')}/./` };
}

function* listBytes(selection: CopySelection, rest: string): Generator<Uint8Array> {
  const entries = selection.names.map((name) => asListed(rest + name, selection.kind));
  for (let at = 0; at < entries.length; at += 1000) {
    yield encodePathText(`${entries.slice(at, at + 1000).join('\0')}\0`);
  }
}
