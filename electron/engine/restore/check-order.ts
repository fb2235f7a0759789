import { HoldfastError } from '#shared/errors.ts';
import { checkPatterns } from '../backup/exclusion-matcher.ts';
import type { RestoreOrder } from './open-restore.ts';

/** In bytes; a name has room for 255. */
const longestSuffix = 100;

/** Refuses what can't be meant together. Throws `invalid-input`. */
export function checkOrder(order: RestoreOrder): void {
  const { only } = order;
  const limited = only.missing || only.newerThan !== null || only.matching.length > 0;
  if (order.exact && (limited || order.suffix !== null || order.conflicts !== 'overwrite')) {
    throw refusal(
      'Exactly like the snapshot means all of it, in its place: that does not go with a filter, a suffix, or keeping what is there.',
    );
  }
  checkPatterns(only.matching);
  if (order.suffix !== null) checkSuffix(order, order.suffix);
}

function checkSuffix({ to, paths, conflicts }: RestoreOrder, suffix: string): void {
  if (to !== null) throw refusal('A suffix is for what is put beside its original, not for another folder.');
  if (paths.length === 0) throw refusal('Say which files or folders are to be put beside their originals.');
  if (conflicts !== 'overwrite') throw refusal('With a suffix nothing is in the way, so there is nothing to keep.');
  if (suffix.trim() === '') throw refusal('The suffix is empty, so that it would not tell the two apart.');
  if (/[/\0]/.test(suffix)) throw refusal('A suffix can’t hold a slash: it is part of a name.');
  if (Buffer.byteLength(suffix) > longestSuffix) throw refusal(`The suffix is longer than ${longestSuffix} bytes.`);
}

const refusal = (reason: string): HoldfastError => new HoldfastError('invalid-input', { reason });
