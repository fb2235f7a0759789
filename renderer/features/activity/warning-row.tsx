import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import type { Warning } from '#shared/domain/warning.ts';
import { api } from '../../api/queries.ts';
import { describeError } from '../../app/describe-error.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { excludePattern } from './exclude-pattern.ts';
import styles from './warning-row.module.css';

interface WarningRowProps {
  readonly warning: Warning;
  /** Undefined when the plan is gone, or the run had none. */
  readonly plan: Plan | undefined;
}

/** A warning: its path, its sentence, and what can be done: never be warned of it again, or look into it. */
export function WarningRow({ warning, plan }: WarningRowProps): ReactElement {
  const { code, path } = warning;
  const message = said(warning.message);
  const queryClient = useQueryClient();
  const edit = useMutation(
    api.plans.edit.mutationOptions({ onSettled: () => queryClient.invalidateQueries({ queryKey: api.plans.key() }) }),
  );
  const pattern = code === 'unreadable' && plan !== undefined ? excludePattern(plan.folders, path) : undefined;
  const excluded = pattern !== undefined && plan?.exclusions.patterns.includes(pattern);
  const exclude = () => {
    if (plan === undefined || pattern === undefined) return;
    const { exclusions } = plan;
    edit.mutate({
      plan: plan.id,
      changes: { exclusions: { ...exclusions, patterns: [...exclusions.patterns, pattern] } },
    });
  };
  return (
    <div className={styles.row}>
      <IconAlertTriangle size={16} aria-hidden />
      <span className={styles.words}>
        <span className={styles.path}>
          <PathLabel path={path} />
        </span>
        <span className={styles.message} title={message}>
          {edit.error === null ? message : describeError(edit.error).sentence}
        </span>
      </span>
      {code === 'unusual-change' && plan !== undefined && (
        <LinkButton variant="default" to="/plans/$planId/unusual" params={{ planId: plan.id }}>
          {t('unusual.note.see')}
        </LinkButton>
      )}
      {excluded && <span className={styles.done}>{t('warnings.excluded')}</span>}
      {pattern !== undefined && !excluded && (
        <Button variant="default" loading={edit.isPending} onClick={exclude}>
          {t('warnings.exclude')}
        </Button>
      )}
    </div>
  );
}
