import type { RestoreOrder } from './open-restore.ts';

/** What a restore is about, in a few words. */
export function describeOrder({ paths, to, suffix }: Pick<RestoreOrder, 'paths' | 'to' | 'suffix'>): string {
  const [first, second] = paths;
  const what = first === undefined ? 'everything' : second === undefined ? first : `${paths.length} paths`;
  if (to !== null) return `${what}, to ${to}`;
  return suffix === null ? `${what}, in place` : `${what}, beside the original`;
}
