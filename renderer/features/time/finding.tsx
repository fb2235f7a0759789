import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import type { FindFilters as Filters, TimeSearch } from '../../app/search-params.ts';
import { damagedIn } from './damaged-in.ts';
import { FindFilters } from './find-filters.tsx';
import { FoundList } from './found-list.tsx';

interface FindingProps {
  readonly find: string;
  readonly filters: Filters | undefined;
  /** Whether the filters are unfolded. */
  readonly open: boolean;
  /** Those that have snapshots. */
  readonly plans: readonly { readonly value: string; readonly label: string }[];
  readonly snapshots: readonly Snapshot[];
}

/** The search over all names, with its filters folded away until they are wanted. */
export function Finding({ find, filters = {}, open, plans, snapshots }: FindingProps): ReactElement {
  const navigate = useNavigate();
  const damaged = useMemo(() => damagedIn(snapshots), [snapshots]);
  const filter = (next: Filters | undefined) =>
    void navigate({ to: '/time', search: (before: TimeSearch) => ({ ...before, filters: next }), replace: true });
  return (
    <>
      {open && <FindFilters filters={filters} plans={plans} onChange={filter} />}
      <FoundList find={find} filters={filters} damaged={damaged} onClear={() => filter(undefined)} />
    </>
  );
}
