import type { TextComparison } from '#shared/domain/finding.ts';
import { t } from '../../app/messages/t.ts';

type Texts = Extract<TextComparison, { kind: 'text' }>;

/** What a comparison came to, in a sentence. `missingNow`: the side that could not be read is the file as it is now. */
export function titleOfComparison(comparison: TextComparison, missingNow: boolean): string {
  switch (comparison.kind) {
    case 'same':
      return t('texts.same');
    case 'pictures':
      return t('texts.pictures');
    case 'none':
      return comparison.reason === 'missing' && missingNow ? t('texts.missing') : t('texts.none');
    case 'text':
      return comparison.added + comparison.removed === 0
        ? t('texts.other-form')
        : t('texts.changed', { changes: changesOf(comparison) });
  }
}

/** 3 lines added, 2 removed */
function changesOf({ added, removed }: Texts): string {
  if (removed === 0) return t('texts.added', { count: added });
  if (added === 0) return t('texts.removed', { count: removed });
  return t('texts.added-removed', {
    added: t('texts.added', { count: added }),
    removed: t('texts.and-removed', { count: removed }),
  });
}

/** What the lines do not tell: other line endings or encodings, an end that is missing, what is not shown. */
export function notesOfTexts({ from, to, truncated }: Texts): readonly string[] {
  const notes: string[] = [];
  if (from.lineEnding !== to.lineEnding && from.lineEnding !== 'none' && to.lineEnding !== 'none') {
    notes.push(
      t('texts.line-endings', {
        before: t(`texts.ending.${from.lineEnding}`),
        after: t(`texts.ending.${to.lineEnding}`),
      }),
    );
  }
  if (from.encoding !== to.encoding) {
    notes.push(
      t('texts.encodings', { before: t(`texts.encoding.${from.encoding}`), after: t(`texts.encoding.${to.encoding}`) }),
    );
  }
  if (from.endsWithNewline !== to.endsWithNewline) {
    notes.push(t(to.endsWithNewline ? 'texts.end-added' : 'texts.end-removed'));
  }
  if (truncated) notes.push(t('texts.truncated'));
  return notes;
}
