import { ActionIcon, Button } from '@mantine/core';
import { IconDatabase, IconDatabasePlus, IconX } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { t } from '../../../app/messages/t.ts';
import { describeServer } from '../../databases/describe-server.ts';
import styles from './database-fields.module.css';
import { SourceEditor } from './source-editor.tsx';
import { describeChoice, newSource, type SourceFields } from './source-fields.ts';

interface DatabaseFieldsProps {
  /** Id of the plan, whose kept passwords serve its tests; undefined while it is being made. */
  readonly plan: string | undefined;
  readonly sources: readonly SourceFields[];
  readonly onChange: (sources: readonly SourceFields[]) => void;
}

/** The servers of a plan, each on a line that opens to say how it is reached and what of it is taken. */
export function DatabaseFields({ plan, sources, onChange }: DatabaseFieldsProps): ReactElement {
  const [open, setOpen] = useState<string>();
  const replace = (key: string, next: SourceFields) =>
    onChange(sources.map((source) => (source.key === key ? next : source)));
  return (
    <>
      <ul aria-label={t('plan.databases')}>
        {sources.map((source) => (
          <li key={source.key} className={styles.item}>
            <SourceLine
              source={source}
              open={source.key === open}
              onOpen={() => setOpen(source.key === open ? undefined : source.key)}
              onRemove={() => onChange(sources.filter(({ key }) => key !== source.key))}
            />
            {source.key === open && (
              <SourceEditor
                plan={plan}
                source={source}
                all={sources}
                onChange={(draft) => replace(source.key, { ...source, draft })}
                onDone={() => setOpen(undefined)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className={styles.add}>
        <Button
          variant="default"
          leftSection={<IconDatabasePlus size={16} aria-hidden />}
          onClick={() => {
            const added = newSource(sources);
            onChange([...sources, added]);
            setOpen(added.key);
          }}
        >
          {t('source.add')}
        </Button>
      </div>
    </>
  );
}

interface SourceLineProps {
  readonly source: SourceFields;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

function SourceLine({ source: { draft }, open, onOpen, onRemove }: SourceLineProps): ReactElement {
  const { label, connection } = draft;
  const choice = describeChoice(draft);
  return (
    <div className={styles.line}>
      <IconDatabase size={16} aria-hidden />
      <span className={styles.label} title={label}>
        {label}
      </span>
      <span className={styles.server} title={`${describeServer(connection)} · ${choice}`}>
        {describeServer(connection)} · {choice}
      </span>
      <Button
        variant="default"
        aria-expanded={open}
        aria-label={t(open ? 'source.close-one' : 'source.change-one', { label })}
        onClick={onOpen}
      >
        {t(open ? 'source.close' : 'source.change')}
      </Button>
      <ActionIcon variant="subtle" size={32} aria-label={t('source.remove', { label })} onClick={onRemove}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
