import { findPatternFault } from '#shared/domain/pattern-fault.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';

/** Why a pattern does not go into the list, as a sentence; null when it does. */
export function whyNot(pattern: string, taken: readonly string[]): string | null {
  if (taken.includes(pattern)) return t('exclude.taken', { pattern: showPath(pattern) });
  const fault = findPatternFault(pattern);
  return fault === null ? null : t('exclude.faulty', { pattern: showPath(pattern), fault });
}
