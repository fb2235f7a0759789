import { t } from '../../app/messages/t.ts';

const changes = ['created', 'overwritten', 'deleted'] as const;

/** Entries of each kind of change. */
export type ChangeCounts = Readonly<Record<(typeof changes)[number], number>>;

/** 3 created, 1 overwritten; nothing deleted. */
export function describeChanges(counts: ChangeCounts): string {
  const some = changes
    .filter((change) => counts[change] > 0)
    .map((change) => t(`change.${change}`, { count: counts[change] }));
  const none = changes.filter((change) => counts[change] === 0).map((change) => t(`change.none.${change}`));
  const nothing = none.length === 0 ? [] : [t('change.nothing', { changes: oneOf(none) })];
  return [...(some.length === 0 ? [] : [some.join(', ')]), ...nothing].join('; ');
}

/** created, overwritten or deleted */
const oneOf = (words: readonly string[]): string =>
  words.length < 2
    ? words.join('')
    : t('change.or', { before: words.slice(0, -1).join(', '), last: words.at(-1) ?? '' });
