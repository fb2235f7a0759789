import type { DatabaseDraft, DatabaseSource } from '#shared/domain/database.ts';
import { HoldfastError } from '#shared/errors.ts';
import { databaseSecret, type SecretStore } from '../secrets/secret-store.ts';

export interface PlannedDatabases {
  readonly databases: DatabaseSource[];
  /** By the source's id; null: it is to be forgotten. Those that stay as they are, are left out. */
  readonly passwords: ReadonlyMap<string, string | null>;
  /** Labels of the sources that a plan had already and whose passwords change. */
  readonly changed: readonly string[];
}

/**
 * The database servers of a plan as drafts want them; `before` are those that it has. Passwords are told apart from what
 * is stored with the plan. Throws `invalid-input`.
 */
export function planDatabases(
  drafts: readonly DatabaseDraft[],
  before: readonly DatabaseSource[] = [],
): PlannedDatabases {
  const databases: DatabaseSource[] = [];
  const passwords = new Map<string, string | null>();
  const changed: string[] = [];
  for (const { password, id: known, ...fields } of drafts) {
    if (known !== undefined && !before.some(({ id }) => id === known))
      throw invalid(`This plan has no database server with the id ${known}.`);
    const id = known ?? crypto.randomUUID();
    const source = { id, ...fields, label: fields.label.normalize('NFC') };
    checkSource(source, databases);
    databases.push(source);
    // Password files, which PostgreSQL's programs are given, have lines.
    if (password?.match(/[\r\n\0]/)) throw invalid(`The password for “${source.label}” must be one line.`);
    if (password !== undefined) passwords.set(id, password);
    if (password !== undefined && known !== undefined) changed.push(source.label);
  }
  return { databases, passwords, changed };
}

export async function keepPasswords(secrets: SecretStore, { passwords }: PlannedDatabases): Promise<void> {
  for (const [id, password] of passwords) {
    if (password === null) secrets.remove(databaseSecret(id));
    else await secrets.set(databaseSecret(id), password);
  }
}

/** Forgets the passwords of sources that a plan no longer has. */
export function forgetPasswords(
  secrets: SecretStore,
  before: readonly DatabaseSource[],
  after: readonly DatabaseSource[],
): void {
  const gone = before.filter(({ id }) => !after.some((source) => source.id === id));
  if (gone.length > 0) secrets.remove(...gone.map(({ id }) => databaseSecret(id)));
}

function checkSource(source: DatabaseSource, others: readonly DatabaseSource[]): void {
  const { label, connection } = source;
  // Their folders lie side by side, maybe on a volume that does not tell cases apart.
  if (others.some((other) => other.label.toLowerCase() === label.toLowerCase()))
    throw invalid(`Two database servers are labelled “${label}”. Give one of them another label.`);
  if (others.some(({ id }) => id === source.id)) throw invalid(`The database server “${label}” is given twice.`);
  const words = [
    ...Object.values(connection).filter((value) => typeof value === 'string'),
    ...[...source.include, ...source.exclude, ...source.excludeSchemas, ...source.excludeTables],
    ...source.excludeTableData,
  ];
  if (words.some((word) => /\p{Cc}/u.test(word)))
    throw invalid(`What is said of the database server “${label}” must be without control characters.`);
}

const invalid = (reason: string) => new HoldfastError('invalid-input', { reason });
