import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type AuditEntry, type AuditFormat, auditActions, auditFormats } from '#shared/domain/audit.ts';
import { api } from '../../api/queries.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { type AuditSearch, readAuditSearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import styles from './activity-page.module.css';
import { ActivityTabs } from './activity-tabs.tsx';
import { AuditRow } from './audit-row.tsx';
import { whoOf } from './describe-audit.ts';
import { EndlessList } from './endless-list.tsx';
import { PlanFilter } from './plan-filter.tsx';
import { useExportAudit } from './use-export-audit.ts';

/** “Who did what, and when?” */
export function AuditPage(): ReactElement {
  const search = useSearch({ from: '/activity/audit' });
  const now = useNow();
  const exporting = useExportAudit(search);
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (after: string | undefined) => ({ ...search, after, limit: 100 }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const entries = data?.pages.flatMap((page) => page.items);
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <div className={styles.page}>
      <Answer
        title={error === null ? entries && titleOf(entries, filtered, now) : t('audit.unknown')}
        detail={entries?.length === 0 && !filtered ? t('audit.none.next') : t('audit.hint')}
        actions={
          <ExportButtons
            disabled={entries === undefined || entries.length === 0}
            busy={exporting.isPending ? exporting.variables : undefined}
            onExport={(format) => exporting.mutate(format)}
          />
        }
      />
      <ActivityTabs />
      <Filters search={search} />
      {exporting.error !== null && <Problem error={exporting.error} />}
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      <EndlessList
        items={entries}
        failed={error !== null}
        keyOf={({ number }) => String(number)}
        label={t('audit.label')}
        onEnd={() => hasNextPage && void fetchNextPage()}
        row={(entry) => <AuditRow entry={entry} />}
      />
    </div>
  );
}

/** What was done last, in words. */
function titleOf([last]: readonly AuditEntry[], filtered: boolean, now: number): string {
  if (last === undefined) return t(filtered ? 'audit.none.filtered' : 'audit.none');
  return t('audit.last', {
    who: whoOf(last),
    action: t(`audit.action.${last.action}`),
    ago: formatAgo(last.at, now),
  });
}

interface ExportButtonsProps {
  readonly disabled: boolean;
  /** The format that is being written. */
  readonly busy: AuditFormat | undefined;
  readonly onExport: (format: AuditFormat) => void;
}

const ExportButtons = ({ disabled, busy, onExport }: ExportButtonsProps): ReactElement => (
  <>
    {auditFormats.map((format) => (
      <Button
        key={format}
        variant="default"
        disabled={disabled || (busy !== undefined && busy !== format)}
        loading={busy === format}
        onClick={() => onExport(format)}
      >
        {t(`audit.export.${format}`)}
      </Button>
    ))}
  </>
);

function Filters({ search }: { readonly search: AuditSearch }): ReactElement {
  const navigate = useNavigate();
  const set = (change: Readonly<Record<string, string | null>>) =>
    void navigate({ to: '/activity/audit', search: readAuditSearch({ ...search, ...change }) });
  return (
    <div className={styles.filters}>
      <PlanFilter planId={search.plan} onChange={(plan) => set({ plan })} />
      <Select
        w={304}
        aria-label={t('audit.filter.action')}
        placeholder={t('audit.filter.action')}
        clearable
        data={auditActions.map((action) => ({ value: action, label: t(`audit.choose.${action}`) }))}
        value={search.action ?? null}
        onChange={(action) => set({ action })}
      />
    </div>
  );
}
