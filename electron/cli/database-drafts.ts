import { z } from 'zod';
import { type DatabaseDraft, type DatabaseSource, databaseDraftSchema } from '#shared/domain/database.ts';
import { type DatabaseUri, parseDatabaseUri } from '#shared/domain/database-uri.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { DatabaseWish } from './database-options.ts';

/** A server of a plan as it is to be, and where its password is to be had; `password` in the draft came with the URI. */
export interface WishedDatabase {
  readonly draft: DatabaseDraft;
  readonly wish: DatabaseWish;
}

/** What the wishes make of a plan's servers, in the order of the wishes. Throws `invalid-input`; no message tells a password. */
export function wishedDatabases(
  wishes: readonly DatabaseWish[],
  before: readonly DatabaseSource[] = [],
): readonly WishedDatabase[] {
  const taken = before.map(({ label }) => label);
  return wishes.map((wish) => {
    const draft =
      'uri' in wish.of ? newDraft(wish, wish.of.uri, taken) : changedDraft(wish, findSource(before, wish.of.label));
    taken.push(draft.label);
    return { draft, wish };
  });
}

/** The source with that label; throws `invalid-input` with those there are. */
export function findSource(sources: readonly DatabaseSource[], label: string): DatabaseSource {
  const found = sources.find((source) => source.label.toLowerCase() === label.toLowerCase());
  if (found) return found;
  const known = sources.map((source) => source.label).join(', ') || 'none';
  throw invalid(`The plan has no database server labelled “${label}”. It has: ${known}.`);
}

function newDraft(wish: DatabaseWish, text: string, taken: readonly string[]): DatabaseDraft {
  const { connection, password, database } = readUri(text);
  return parse({
    ...{ label: freeLabel(database ?? connection.host, taken), include: database === null ? ['*'] : [database] },
    ...given(wish),
    connection,
    password: password ?? undefined,
  });
}

function changedDraft(wish: DatabaseWish, source: DatabaseSource): DatabaseDraft {
  const uri = wish.uri === undefined ? undefined : readUri(wish.uri);
  const moved = uri && { connection: uri.connection, password: uri.password ?? undefined };
  return parse({ ...source, ...given(wish), ...moved, ...(wish.forgetPassword && { password: null }) });
}

function readUri(text: string): DatabaseUri {
  const uri = parseDatabaseUri(text);
  if (uri !== null) return uri;
  throw invalid('That is no address of a PostgreSQL server. Give one as postgresql://USER@HOST:PORT/NAME.');
}

/** What was said, under the names that drafts have for it. */
function given({
  of: _,
  uri,
  passwordFile,
  askPassword,
  forgetPassword,
  ...said
}: DatabaseWish): Partial<DatabaseWish> {
  return said;
}

function parse(draft: unknown): DatabaseDraft {
  const parsed = databaseDraftSchema.safeParse(draft);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.path.map(String).join('.') ?? '';
  throw invalid(
    explanations[name] ?? `What was said about the database server makes no sense: ${z.prettifyError(parsed.error)}`,
  );
}

const explanations: Readonly<Record<string, string>> = {
  label: 'A label is one word of letters, digits, “.”, “_” and “-”, up to 63 characters.',
  globals: '“--globals” is none, without-passwords or with-passwords.',
  testRestore: '“--test-restore” is never, weekly or after-each-backup.',
  include: 'At least one database has to be included. “*” stands for all.',
};

/** A word made of a database's or machine's name; with a number where others have it. */
function freeLabel(name: string, taken: readonly string[]): string {
  const isAddress = /^[\d.]+$|:/.test(name);
  const [machine = ''] = isAddress ? [name] : name.split('.');
  const word = (name.startsWith('/') ? '' : machine).replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[._-]+|-+$/g, '');
  const label = word.slice(0, 50) || 'postgres';
  const isTaken = (candidate: string) => taken.some((other) => other.toLowerCase() === candidate.toLowerCase());
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? label : `${label}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

const invalid = (reason: string) => new HoldfastError('invalid-input', { reason });
