import { HoldfastError } from '#shared/errors.ts';
import { buildListArgs, buildScriptArgs } from '../../tools/postgres/build-restore-args.ts';
import { parseArchiveContents } from '../../tools/postgres/parse-archive-contents.ts';
import { createArchiveScriptReader, type ScriptedEntry } from '../../tools/postgres/parse-archive-script.ts';
import { runProgram } from '../../tools/run-program.ts';
import type { ArchiveEntry } from './choose-entries.ts';
import { rolesIn } from './map-roles.ts';

/** What a dump holds, as pg_restore reads it. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  /** Of each object in it what gives it its owner and its grants, in the order in which they are made. */
  readonly scripted: readonly ScriptedEntry[];
  /** All roles that own something in it, or that something was granted to. */
  readonly roles: readonly string[];
  readonly tablespaces: readonly string[];
  readonly extensions: readonly string[];
}

export interface ArchiveQuestion {
  /** Absolute path of pg_restore. */
  readonly pgRestore: string;
  /** Absolute path of the dump. */
  readonly archive: string;
  readonly signal?: AbortSignal;
}

/** Reads what a dump holds; no server is asked. Throws `damaged` if pg_restore can't read it. */
export async function readArchive(question: ArchiveQuestion): Promise<Archive> {
  const lines: string[] = [];
  await readLines(question, buildListArgs(question.archive), (line) => lines.push(line));
  const listed = parseArchiveContents(lines);
  const scripted = new Map<number, ScriptedEntry>();
  const reader = createArchiveScriptReader((entry) => scripted.set(entry.id, entry));
  await readLines(question, buildScriptArgs(question.archive), reader.line);
  reader.end();
  const all = [...scripted.values()].filter((entry) => !isOfDatabase(entry));
  const statements = all.flatMap(({ ownership, grants }) => [...(ownership ? [ownership] : []), ...grants]);
  return {
    entries: listed.map(({ id, type, dependsOn }) => {
      const { schema = null, name = '' } = scripted.get(id) ?? {};
      return { id, type, dependsOn, schema, name };
    }),
    scripted: all,
    roles: distinct([...all.flatMap(({ owner }) => owner ?? []), ...statements.flatMap(rolesIn)]),
    tablespaces: distinct(all.flatMap(({ tablespace }) => tablespace ?? [])),
    extensions: distinct(all.filter(({ type }) => type === 'EXTENSION').map(({ name }) => name)),
  };
}

/** It makes the database itself, or says something of it. */
export const isOfDatabase = ({ type, name }: Pick<ArchiveEntry, 'type' | 'name'>): boolean =>
  /^DATABASE(?: PROPERTIES)?$/.test(type) ||
  (/^(?:ACL|COMMENT|SECURITY LABEL)$/.test(type) && name.startsWith('DATABASE '));

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** Gives each line that pg_restore prints about a dump. */
export async function readLines(
  { pgRestore, archive, signal }: ArchiveQuestion,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<void> {
  const { exitCode, stderr } = await runProgram({
    ...{ program: pgRestore, args, onLine: (line: Buffer) => onLine(line.toString('utf8')) },
    ...(signal && { signal }),
  });
  signal?.throwIfAborted();
  if (exitCode === 0) return;
  const reason = stderr.trim().split('\n').slice(-2).join(' ').slice(0, 300);
  throw new HoldfastError('database-not-restored', {
    database: archive,
    reason: `pg_restore can’t read it (${reason}).`,
    rest: 'Nothing was touched. “holdfast verify” tells whether its files are damaged.',
  });
}
