import type { SampleStatus } from '#shared/domain/sample.ts';
import { t } from '../../app/messages/t.ts';

/** What is to be said of sample data. */
export function wordsOfSample(status: Pick<SampleStatus, 'state' | 'withoutDatabase'>): {
  readonly title: string;
  readonly hint: string;
} {
  switch (status.state) {
    case 'none':
      return { title: t('sample.offer'), hint: t('sample.offer.hint') };
    case 'making':
      return { title: t('sample.making'), hint: '' };
    case 'ready':
      return { title: t('sample.ready'), hint: [t('sample.ready.hint'), whyNot(status)].join(' ').trim() };
    case 'removing':
      return { title: t('sample.removing'), hint: t('sample.removing.hint') };
    case 'unfinished':
      return { title: t('sample.unfinished'), hint: t('sample.unfinished.hint') };
  }
}

/** Why it has no database; nothing where it has one. */
function whyNot({ withoutDatabase }: Pick<SampleStatus, 'withoutDatabase'>): string {
  if (withoutDatabase === null) return '';
  return withoutDatabase.reason === 'failed'
    ? t('sample.failed', { detail: withoutDatabase.detail })
    : t('sample.no-programs');
}

/** What is done right now while it is made. */
export const stepOfSample = ({ step, done, total }: Pick<SampleStatus, 'step' | 'done' | 'total'>): string =>
  step === null
    ? t('sample.starting')
    : t('sample.progress', { step: t(`sample.step.${step}`), done: done + 1, total });
