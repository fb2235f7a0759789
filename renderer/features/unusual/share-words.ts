import { formatPercent } from '../../app/format/format-number.ts';
import { t } from '../../app/messages/t.ts';

/** A share between 0 and 1: `48 %`. What there is at all is never told as nothing. */
export const shareWords = (share: number): string =>
  share > 0 && share < 0.01 ? t('unusual.share.little') : formatPercent(share);
