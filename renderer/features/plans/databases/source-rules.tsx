import { Checkbox, Radio, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { type DatabaseDraft, testRestoreWays } from '#shared/domain/database.ts';
import { t } from '../../../app/messages/t.ts';
import { CommaField } from '../../../components/comma-field.tsx';
import { Folded } from '../../../components/folded.tsx';
import styles from './database-fields.module.css';

interface SourceRulesProps {
  readonly draft: DatabaseDraft;
  readonly onChange: (change: Partial<DatabaseDraft>) => void;
}

const globals = ['without-passwords', 'with-passwords', 'none'] as const;
const leftOut = ['excludeSchemas', 'excludeTables', 'excludeTableData'] as const;

/** When dumps are proven, and, folded away, what few need: parts that are left out, and what comes along. */
export function SourceRules({ draft, onChange }: SourceRulesProps): ReactElement {
  const made = leftOut.filter((list) => draft[list].length > 0).length + (draft.globals === globals[0] ? 0 : 1);
  return (
    <>
      <div className={styles.part}>
        <Radio.Group
          label={t('source.test-restore')}
          value={draft.testRestore}
          onChange={(value) => {
            const way = testRestoreWays.find((one) => one === value);
            if (way !== undefined) onChange({ testRestore: way });
          }}
        >
          <div className={styles.choices}>
            {[...testRestoreWays].reverse().map((way, index) => (
              <Radio
                key={way}
                mt={index === 0 ? 8 : 0}
                value={way}
                label={t(`source.test-restore.${way}`)}
                description={t(`source.test-restore.${way}.hint`)}
              />
            ))}
          </div>
        </Radio.Group>
        {draft.testRestore !== 'never' && (
          <Checkbox
            label={t('source.test-on-server')}
            description={t('source.test-on-server.hint')}
            checked={draft.testOnServer}
            onChange={(event) => onChange({ testOnServer: event.currentTarget.checked })}
          />
        )}
      </div>
      <Folded title={made === 0 ? t('source.more') : t('source.more.chosen', { count: made })} open={made > 0}>
        {leftOut.map((list) => (
          <CommaField
            key={list}
            label={t(`source.${list}`)}
            hint={t(`source.${list}.hint`)}
            names={draft[list]}
            onChange={(names) => onChange({ [list]: [...names] })}
          />
        ))}
        <Select
          className={styles.short}
          label={t('source.globals')}
          description={t('source.globals.hint')}
          allowDeselect={false}
          data={globals.map((value) => ({ value, label: t(`source.globals.${value}`) }))}
          value={draft.globals}
          onChange={(value) => {
            const chosen = globals.find((one) => one === value);
            if (chosen !== undefined) onChange({ globals: chosen });
          }}
        />
      </Folded>
    </>
  );
}
