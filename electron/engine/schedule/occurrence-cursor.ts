import type { Occurrence } from '#shared/domain/schedule.ts';
import { HoldfastError } from '#shared/errors.ts';

type Place = Pick<Occurrence, 'dueAt' | 'number'>;

/** Where a page of occurrences ended: `2026-11-21T03:00:00.000Z 12`. */
export const writeOccurrenceCursor = ({ dueAt, number }: Place): string => `${dueAt} ${number}`;

/** Throws `invalid-input` for what is no such place. */
export function readOccurrenceCursor(cursor: string): Place {
  const [dueAt = '', number = ''] = cursor.split(' ');
  if (!Number.isNaN(Date.parse(dueAt)) && /^\d+$/.test(number)) return { dueAt, number: Number(number) };
  throw new HoldfastError('invalid-input', { reason: `“${cursor}” is not where a page ended.` });
}
