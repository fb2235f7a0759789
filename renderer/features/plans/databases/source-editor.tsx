import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DatabaseDraft } from '#shared/domain/database.ts';
import { t } from '../../../app/messages/t.ts';
import { ConnectionFields } from '../../databases/connection-fields.tsx';
import { PasswordField } from '../../databases/password-field.tsx';
import { TestConnection } from '../../databases/test-connection.tsx';
import { useTestServer } from '../../databases/use-test-server.ts';
import { DatabaseChoice } from './database-choice.tsx';
import styles from './database-fields.module.css';
import { faultOfLabel, type SourceFields } from './source-fields.ts';
import { SourceRules } from './source-rules.tsx';

interface SourceEditorProps {
  readonly plan: string | undefined;
  readonly source: SourceFields;
  readonly all: readonly SourceFields[];
  readonly onChange: (draft: DatabaseDraft) => void;
}

/** How a server is reached, whether that works, which of its databases are taken, and how they are proven. */
export function SourceEditor({ plan, source, all, onChange }: SourceEditorProps): ReactElement {
  const { draft } = source;
  const set = (change: Partial<DatabaseDraft>) => onChange({ ...draft, ...change });
  const test = useTestServer(draft, plan);
  return (
    <>
      <ConnectionFields
        connection={draft.connection}
        onChange={(connection) => set({ connection })}
        onUri={(connection, password, database) =>
          set({
            connection,
            ...(password === null ? {} : { password }),
            ...(database === null ? {} : { include: [database] }),
          })
        }
        password={
          <PasswordField
            password={draft.password}
            known={draft.id !== undefined}
            onChange={(password) => set({ password })}
          />
        }
      />
      <TestConnection
        purpose="backup"
        report={test.report}
        pending={test.pending}
        error={test.error}
        onTest={test.run}
      />
      <DatabaseChoice draft={draft} databases={test.report?.databases} onChange={set} />
      <SourceRules draft={draft} onChange={set} />
      <TextInput
        className={styles.short}
        label={t('source.label')}
        description={t('source.label.hint')}
        error={faultOfLabel(source, all)}
        maxLength={63}
        value={draft.label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
    </>
  );
}
