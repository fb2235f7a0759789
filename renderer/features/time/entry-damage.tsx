import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';

interface EntryDamageProps {
  readonly snapshot: Snapshot;
  readonly path: string;
}

/** What checks found wrong in this very file, or below this folder, as the snapshot holds it. */
export function EntryDamage({ snapshot, path }: EntryDamageProps): ReactElement | null {
  const { data } = useQuery({
    ...api.snapshots.damage.queryOptions({ input: { snapshot: snapshot.id, path, limit: 1 } }),
    enabled: snapshot.damaged > 0,
  });
  const [found] = data?.items ?? [];
  if (found === undefined) return null;
  return (
    <Note tone="warn">
      {found.path === path ? t('harm.entry', { reason: said(found.reason) }) : t('harm.below')}{' '}
      <Link to="/activity/verification">{t('verification.see')}</Link>
    </Note>
  );
}
