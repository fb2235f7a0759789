import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatMoment } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { FootBar } from '../../components/foot-bar.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { MoreChoices } from './more-choices.tsx';
import { RestoreWays } from './restore-ways.tsx';
import { RestoreWhat } from './restore-what.tsx';
import { RestoreWhere } from './restore-where.tsx';

interface ChooseStepProps {
  readonly snapshot: Snapshot;
  readonly search: RestoreSearch;
  readonly onChange: (change: Partial<RestoreSearch>) => void;
  readonly onPreview: () => void;
}

/** What, where to, and what may happen to what is there. Nothing is looked at yet. */
export function ChooseStep({ snapshot, search, onChange, onPreview }: ChooseStepProps): ReactElement {
  const now = useNow();
  return (
    <>
      <Answer title={titleOf(snapshot, search.paths.length, now)} detail={t('restore.hint')} />
      {!snapshot.available && <Note tone="warn">{t('restore.unavailable')}</Note>}
      {snapshot.damaged > 0 && <Note tone="warn">{t('restore.damaged', { count: snapshot.damaged })}</Note>}
      <RestoreWhat snapshot={snapshot} paths={search.paths} />
      <Section title={t('restore.where')}>
        <RestoreWhere search={search} snapshot={snapshot} onChange={onChange} />
      </Section>
      <Section title={t('restore.way')}>
        <RestoreWays search={search} snapshot={snapshot} onChange={onChange} />
        <MoreChoices search={search} onChange={onChange} />
      </Section>
      <FootBar>
        <Button onClick={onPreview}>{t('restore.preview')}</Button>
      </FootBar>
    </>
  );
}

function titleOf({ kind, planName: plan, completedAt }: Snapshot, count: number, now: number): string {
  const name = { plan, time: formatMoment(completedAt, now) };
  if (kind === 'safety') return t('restore.title.safety', name);
  return count === 0 ? t('restore.title.all', name) : t('restore.title.some', { ...name, count });
}
