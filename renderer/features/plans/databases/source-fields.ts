import type { DatabaseDraft, DatabaseSource } from '#shared/domain/database.ts';
import { t } from '../../../app/messages/t.ts';
import { soundConnection, usualConnection } from '../../databases/sound-connection.ts';

/** A server in the plan that is being made or changed. */
export interface SourceFields {
  /** Tells it from the others while it has no id. */
  readonly key: string;
  readonly draft: DatabaseDraft;
}

/** A server with nothing said about it: all its databases, proven every week. */
export function newSource(others: readonly SourceFields[]): SourceFields {
  return {
    key: crypto.randomUUID(),
    draft: {
      label: freeLabel(others),
      connection: usualConnection,
      include: ['*'],
      exclude: [],
      excludeSchemas: [],
      excludeTables: [],
      excludeTableData: [],
      globals: 'without-passwords',
      testRestore: 'weekly',
      testOnServer: false,
    },
  };
}

/** Servers that a plan has, to be changed. */
export const sourcesOf = (sources: readonly DatabaseSource[]): readonly SourceFields[] =>
  sources.map((source) => ({ key: source.id, draft: source }));

export const draftsOf = (sources: readonly SourceFields[]): DatabaseDraft[] =>
  sources.map(({ draft }) => ({ ...draft, connection: soundConnection(draft.connection) }));

const usualLabel = 'main';

function freeLabel(others: readonly SourceFields[]): string {
  const taken = new Set(others.map(({ draft }) => draft.label));
  let label = usualLabel;
  for (let number = 2; taken.has(label); number += 1) label = `${usualLabel}-${number}`;
  return label;
}

/** As `label` of `databaseSourceSchema`: it names a folder too. */
const soundLabel = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,62}$/u;

/** What is wrong with the name that a server has in its plan; null when nothing is. */
export function faultOfLabel(source: SourceFields, all: readonly SourceFields[]): string | null {
  const { label } = source.draft;
  if (!soundLabel.test(label)) return t('source.label.faulty');
  return all.some(({ key, draft }) => key !== source.key && draft.label === label) ? t('source.label.taken') : null;
}

/** What a server still lacks to be part of a plan, as a sentence; null when nothing. */
export function missingOf(source: SourceFields, all: readonly SourceFields[]): string | null {
  const { label, include } = source.draft;
  if (faultOfLabel(source, all) !== null) return t('plan.missing.label');
  return include.length === 0 ? t('plan.missing.databases', { label }) : null;
}

export const takesAll = ({ include }: Pick<DatabaseDraft, 'include'>): boolean =>
  include.length === 1 && include[0] === '*';

/** Which databases are chosen, in a few words. */
export function describeChoice({ include, exclude }: Pick<DatabaseDraft, 'include' | 'exclude'>): string {
  const taken = takesAll({ include }) ? t('source.chosen.all') : include.join(', ') || t('source.chosen.none');
  return exclude.length === 0 ? taken : t('source.chosen.without', { taken, without: exclude.join(', ') });
}
