import type { ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { countIn, textsIn } from './run-details.ts';
import { ShortList } from './short-list.tsx';

/** The disk is not as it was when it was looked at: what differs, before the plan as it is now. */
export function ChangedLead({ details }: { readonly details: Readonly<Record<string, unknown>> }): ReactElement {
  const examples = textsIn(details, 'examples');
  const count = countIn(details, 'count');
  return (
    <Note tone="warn">
      <p>{t('restore.changed')}</p>
      <p>{t('restore.changed.what', { count })}</p>
      <ShortList items={examples} total={count} />
      <p>{t('restore.changed.now')}</p>
    </Note>
  );
}
