import { isDeepStrictEqual } from 'node:util';
import type { AuditDetails } from '#shared/domain/audit.ts';

type State = Readonly<Record<string, unknown>>;

/**
 * What differs from one state of settings or of a plan to the next, name by name; undefined when nothing does. Values
 * that `tells` does not let out are replaced, so that a secret never gets into the trail.
 */
export function changesBetween(
  before: State,
  after: State,
  tells: (name: string) => boolean = () => true,
): AuditDetails['changes'] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]));
  if (changed.length === 0) return undefined;
  const value = (state: State, name: string) => (tells(name) ? (state[name] ?? null) : 'not recorded');
  return Object.fromEntries(changed.map((name) => [name, { from: value(before, name), to: value(after, name) }]));
}
