import type { ReactElement } from 'react';
import type { RunResult } from '#shared/domain/run.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Section } from '../../components/section.tsx';
import styles from './run-damage.module.css';

/** The files that a verification found damaged or missing, by name. */
export function RunDamage({ result }: { readonly result: RunResult | null }): ReactElement | null {
  if (result?.kind !== 'verify') return null;
  const rows = [
    ...result.damaged.map(({ reason, ...found }) => ({ ...found, what: said(reason) })),
    ...result.missing.map((found) => ({ ...found, what: t('damage.missing') })),
  ];
  if (rows.length === 0) return null;
  return (
    <Section
      title={t('damage.title', { count: rows.length })}
      hint={t('damage.hint')}
      actions={
        <LinkButton to="/activity/verification" variant="default">
          {t('damage.repair')}
        </LinkButton>
      }
    >
      <ul>
        {rows.map(({ snapshot, path, what, sharedWith = [] }) => (
          <li key={`${snapshot}:${path}`} className={styles.row}>
            <span className={styles.path}>{showPath(path)}</span>
            <span className={styles.what}>{what}</span>
            {sharedWith.length > 0 && (
              <span title={sharedWith.join(', ')}>{t('harm.shared', { count: sharedWith.length })}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
