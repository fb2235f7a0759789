import { Button, Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { formatMoment } from '../../../app/format/format-when.ts';
import { showPath } from '../../../app/format/show-path.ts';
import { useNow } from '../../../app/format/use-now.ts';
import { t } from '../../../app/messages/t.ts';
import type { DatabaseRestoreSearch } from '../../../app/search-params.ts';
import { Answer } from '../../../components/answer.tsx';
import { FootBar } from '../../../components/foot-bar.tsx';
import { Note } from '../../../components/note.tsx';
import { Section } from '../../../components/section.tsx';
import { describeProof } from '../describe-proof.ts';
import { ChooseTables } from './choose-tables.tsx';
import { DatabaseTarget } from './database-target.tsx';

export interface ChooseDatabaseProps {
  readonly dump: Dump;
  readonly search: DatabaseRestoreSearch;
  /** Of another server. */
  readonly password: string | undefined;
  readonly onPassword: (password: string | undefined) => void;
  readonly onChange: (change: Partial<DatabaseRestoreSearch>) => void;
}

interface StepProps extends ChooseDatabaseProps {
  readonly onPreview: () => void;
}

/** What of the dump, and where to. Nothing is asked of a server yet. */
export function ChooseDatabaseStep({ onPreview, ...choices }: StepProps): ReactElement {
  const { dump, search, onChange } = choices;
  const now = useNow();
  const lacking = search.tables?.length === 0;
  return (
    <>
      <Answer
        title={t('database-restore.title', { database: showPath(dump.database), time: formatMoment(dump.at, now) })}
        detail={t('database-restore.hint')}
      />
      {(dump.damaged || dump.proof?.ok === false) && (
        <Note tone="warn">{t('database-restore.doubtful', { why: describeProof(dump, now) })}</Note>
      )}
      <Section title={t('restore.what')}>
        <ChooseTables dump={dump} chosen={search.tables} onChoose={(tables) => onChange({ tables })} />
      </Section>
      <Section title={t('restore.where')}>
        <DatabaseTarget {...choices} />
      </Section>
      <Section title={t('database-restore.owners')}>
        <Checkbox
          label={t('database-restore.no-owners')}
          description={t('database-restore.no-owners.hint')}
          checked={search.owners === 'none'}
          onChange={(event) => onChange({ owners: event.currentTarget.checked ? 'none' : undefined })}
        />
      </Section>
      <FootBar>
        <Button disabled={lacking} onClick={onPreview}>
          {t('restore.preview')}
        </Button>
        {lacking && <span>{t('database-restore.no-tables')}</span>}
      </FootBar>
    </>
  );
}
