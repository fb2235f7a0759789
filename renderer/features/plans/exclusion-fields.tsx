import { ActionIcon, Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Exclusions, PlanPreview } from '#shared/domain/plan.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { CommaField } from '../../components/comma-field.tsx';
import { AddPattern } from './add-pattern.tsx';
import styles from './exclusion-fields.module.css';
import { LeftOut } from './left-out.tsx';
import { SizeLimitField } from './size-limit-field.tsx';

interface ExclusionFieldsProps {
  readonly exclusions: Exclusions;
  readonly preview: PlanPreview | undefined;
  readonly onChange: (exclusions: Exclusions) => void;
}

/** What is left out: patterns and rules, each with what it matches right now. */
export function ExclusionFields({ exclusions, preview, onChange }: ExclusionFieldsProps): ReactElement {
  const { patterns, caches, ifPresent, largerThan, oneFileSystem } = exclusions;
  const idle = new Set(preview?.done ? preview.idlePatterns : []);
  const add = (pattern: string) => onChange({ ...exclusions, patterns: [...patterns, pattern] });
  return (
    <div className={styles.fields}>
      <AddPattern taken={patterns} onAdd={add} />
      {patterns.length > 0 && (
        <ul aria-label={t('exclude.patterns')}>
          {patterns.map((pattern) => (
            <li key={pattern} className={styles.pattern}>
              <code className={styles.text}>{showPath(pattern)}</code>
              {idle.has(pattern) && <span className={styles.idle}>{t('exclude.idle')}</span>}
              <ActionIcon
                variant="subtle"
                size={32}
                aria-label={t('exclude.remove', { pattern: showPath(pattern) })}
                onClick={() => onChange({ ...exclusions, patterns: patterns.filter((one) => one !== pattern) })}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Checkbox
        label={t('exclude.caches')}
        checked={caches}
        onChange={(event) => onChange({ ...exclusions, caches: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('exclude.one-file-system')}
        checked={oneFileSystem}
        onChange={(event) => onChange({ ...exclusions, oneFileSystem: event.currentTarget.checked })}
      />
      <SizeLimitField bytes={largerThan} onChange={(bytes) => onChange({ ...exclusions, largerThan: bytes })} />
      <CommaField
        label={t('exclude.if-present')}
        hint={t('exclude.if-present.hint')}
        names={ifPresent}
        onChange={(names) => onChange({ ...exclusions, ifPresent: [...names] })}
      />
      <LeftOut preview={preview} />
    </div>
  );
}
