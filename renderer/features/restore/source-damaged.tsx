import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RestoreRequest } from '#shared/domain/restore.ts';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Section } from '../../components/section.tsx';
import { nearestFor, nearestOf } from './nearest-of.ts';
import { countIn, textsIn } from './run-details.ts';
import styles from './source-damaged.module.css';

interface SourceDamagedProps {
  readonly details: Readonly<Record<string, unknown>>;
  readonly request: RestoreRequest;
  readonly onChange: (change: Partial<RestoreSearch>) => void;
}

/** What is damaged, where it is still whole, and the three ways on. */
export function SourceDamaged({ details, request, onChange }: SourceDamagedProps): ReactElement {
  const navigate = useNavigate();
  const paths = textsIn(details, 'paths');
  const nearest = nearestOf(textsIn(details, 'nearest'));
  const count = countIn(details, 'count');
  return (
    <Section title={t('restore.source-damaged.what', { count })} hint={t('restore.source-damaged.hint')}>
      <ul className={styles.files}>
        {paths.map((path) => (
          <li key={path} className={styles.file}>
            <span className={styles.path}>
              <PathLabel path={path} />
            </span>
            <span className={styles.where}>{whereWhole(nearestFor(path, request.to, nearest))}</span>
          </li>
        ))}
        {count > paths.length && (
          <li className={styles.more}>{t('restore.list.more', { count: count - paths.length })}</li>
        )}
      </ul>
      <div className={styles.actions}>
        <Button disabled={nearest.size === 0} onClick={() => onChange({ onDamage: 'nearest' })}>
          {t('restore.source-damaged.take-nearest')}
        </Button>
        <Button variant="default" onClick={() => onChange({ onDamage: 'leave-out' })}>
          {t('restore.source-damaged.leave-out')}
        </Button>
        <Button
          variant="default"
          onClick={() => void navigate({ to: '/time', search: { snapshot: request.snapshot } })}
        >
          {t('restore.stop')}
        </Button>
      </div>
    </Section>
  );
}

const whereWhole = (snapshot: string | undefined): string =>
  snapshot === undefined ? '' : t('restore.source-damaged.nearest', { snapshot });
