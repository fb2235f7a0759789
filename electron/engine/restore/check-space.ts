import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { freeBytesAt } from './describe-preview.ts';
import type { RestoreScope } from './restore-scope.ts';

/** Throws `destination-full` if what is going to be written does not fit. */
export function checkSpace({ list, open }: RestoreScope): void {
  const { neededBytes } = list.measure();
  const free = freeBytesAt(open);
  if (free === null || free >= neededBytes) return;
  const path = open.roots[0]?.target || '/';
  throw new HoldfastError('destination-full', { path, needed: formatBytes(neededBytes), free: formatBytes(free) });
}
