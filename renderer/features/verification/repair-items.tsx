import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RepairItem } from '#shared/domain/damage.ts';
import { api } from '../../api/queries.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';
import { Section } from '../../components/section.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import styles from './verification.module.css';

/** What a repair did for each file, or could do; nothing for any other run. */
export function RepairItems({ runId }: { readonly runId: string }): ReactElement | null {
  const { data: run } = useQuery(api.runs.get.queryOptions({ input: { run: runId } }));
  if (run?.result?.kind !== 'repair' || run.result.items.length === 0) return null;
  const { items, dryRun } = run.result;
  return (
    <Section title={t(dryRun ? 'repair.title.dry' : 'repair.title', { count: items.length })}>
      <ul className={styles.files}>
        {items.map((item) => (
          <li key={`${item.snapshots[0] ?? ''}:${item.path}`} className={styles.item}>
            <StateMark {...markOf(item, dryRun)} />
            <span className={styles.path}>{showPath(item.path)}</span>
            <span className={styles.quiet}>{wordsOf(item)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function markOf({ outcome }: RepairItem, dryRun: boolean): Mark {
  switch (outcome) {
    case 'repaired':
      return { tone: 'good', icon: 'check', word: t(dryRun ? 'repair.outcome.repairable' : 'repair.outcome.repaired') };
    case 'sound':
      return { tone: 'good', icon: 'check', word: t('repair.outcome.sound') };
    case 'left':
      return { tone: 'bad', icon: 'cross', word: t('repair.outcome.left') };
  }
}

/** Where the good copy came from; or why there is none, and what to do. */
function wordsOf({ from, reason, next }: RepairItem): string {
  if (from !== null) {
    return from.snapshot === null ? t('repair.from.source') : t('repair.from.snapshot', { name: from.snapshot });
  }
  if (reason === null) return '';
  const why = said(reason);
  const sentence = `${why.charAt(0).toLocaleUpperCase()}${why.slice(1)}.`;
  return next === null ? sentence : `${sentence} ${t(`repair.next.${next}`)}`;
}
