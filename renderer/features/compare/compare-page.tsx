import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Side, TextComparison } from '#shared/domain/finding.ts';
import { api } from '../../api/queries.ts';
import { formatExact } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import type { CompareSearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Note } from '../../components/note.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './compare-page.module.css';
import { ComparePictures } from './compare-pictures.tsx';
import { CompareSides } from './compare-sides.tsx';
import { CompareTexts } from './compare-texts.tsx';
import { notesOfTexts, titleOfComparison } from './describe-comparison.ts';
import { type Sides, useSides } from './use-sides.ts';

/** “What is another in this file?” Two versions of it, or one and the file as it is now. */
export function ComparePage(): ReactElement {
  const search = useSearch({ from: '/compare' });
  const { path, from, to } = search;
  const navigate = useNavigate();
  const sides = useSides(path, from, to);
  const { data, error, refetch } = useComparison(search);
  const failure = error ?? sides.error;
  const go = (change: Partial<CompareSearch>) =>
    void navigate({ to: '/compare', search: { ...search, ...change }, replace: true });
  return (
    <div className={styles.page}>
      <Answer
        steady
        title={failure === null ? data && titleOf(data, from, to) : t('texts.failed')}
        detail={<PathLabel path={path} />}
        actions={failure === null && <Actions path={path} sides={sides} />}
      />
      <CompareSides sides={sides} comparison={data} onChange={(one, other) => go({ from: one, to: other })} />
      {failure !== null && <Problem error={failure} onRetry={() => void refetch()} />}
      {failure === null &&
        (data === undefined ? (
          <WaitingRows count={8} height={32} />
        ) : (
          <Compared search={search} sides={sides} comparison={data} onView={(view) => go({ view })} />
        ))}
    </div>
  );
}

function useComparison({ path, from, to }: CompareSearch) {
  return useQuery({
    ...api.snapshots.compareText.queryOptions({ input: { path, from: sideOf(from), to: sideOf(to) } }),
    // Two snapshots never differ in another way; the file now may.
    staleTime: from === 'now' || to === 'now' ? 0 : Number.POSITIVE_INFINITY,
  });
}

const sideOf = (ref: string): Side => (ref === 'now' ? 'now' : { snapshot: ref });

const titleOf = (comparison: TextComparison, from: string, to: string): string =>
  titleOfComparison(comparison, isNow(comparison, from, to));

/** Whether the side that could not be read is the file as it is now. */
const isNow = (comparison: TextComparison, from: string, to: string): boolean =>
  comparison.kind === 'none' && (comparison.side === 'from' ? from : to) === 'now';

/** The version that a restore would bring back is the one before, unless that is what is there now. */
function Actions({ path, sides: { from, to } }: { readonly path: string; readonly sides: Sides }): ReactElement {
  const snapshot = from.snapshot ?? to.snapshot;
  if (snapshot === undefined) return <span />;
  const { id, planId, completedAt, available } = snapshot;
  return (
    <>
      <LinkButton to="/time" search={{ plan: planId, snapshot: id, path }} variant="default">
        {t('texts.snapshot')}
      </LinkButton>
      {available && (
        <LinkButton to="/restore" search={{ snapshot: id, paths: [path] }} title={formatExact(completedAt)}>
          {t(from.snapshot === undefined ? 'texts.restore.after' : 'texts.restore.before')}
        </LinkButton>
      )}
    </>
  );
}

interface ComparedProps {
  readonly search: CompareSearch;
  readonly sides: Sides;
  readonly comparison: TextComparison;
  readonly onView: (view: CompareSearch['view']) => void;
}

function Compared({ search, sides, comparison, onView }: ComparedProps): ReactElement | null {
  switch (comparison.kind) {
    case 'same':
      return null;
    case 'none':
      return <Note tone="info">{t(whyNot(comparison, search))}</Note>;
    case 'pictures':
      return <ComparePictures path={search.path} from={sides.from} to={sides.to} />;
    case 'text':
      return <Texts comparison={comparison} view={search.view} onView={onView} />;
  }
}

function whyNot(comparison: Extract<TextComparison, { kind: 'none' }>, { from, to }: CompareSearch) {
  if (comparison.reason === 'missing' && isNow(comparison, from, to)) return 'texts.none.missing.now';
  return `texts.none.${comparison.reason}` as const;
}

interface TextsProps {
  readonly comparison: Extract<TextComparison, { kind: 'text' }>;
  readonly view: CompareSearch['view'];
  readonly onView: ComparedProps['onView'];
}

function Texts({ comparison, view, onView }: TextsProps): ReactElement {
  const notes = notesOfTexts(comparison);
  const lines = comparison.hunks.length > 0;
  return (
    <>
      {notes.length > 0 && (
        <Note tone="info">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
      {lines && (
        <>
          <SegmentedControl
            className={styles.view}
            aria-label={t('texts.view')}
            value={view ?? 'unified'}
            onChange={(value) => onView(value === 'split' ? 'split' : undefined)}
            data={[
              { value: 'unified', label: t('texts.view.unified') },
              { value: 'split', label: t('texts.view.split') },
            ]}
          />
          <CompareTexts key={view} hunks={comparison.hunks} view={view ?? 'unified'} />
        </>
      )}
    </>
  );
}
