import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { folderOf } from '../../app/format/show-path.ts';

const nothing: ReadonlySet<string> = new Set();

/** Paths of a snapshot that are known to be damaged or missing, the first thousand, with the folders above them. */
export function useDamage({ id, damaged }: Pick<Snapshot, 'id' | 'damaged'>): ReadonlySet<string> {
  const { data } = useQuery({
    ...api.snapshots.damage.queryOptions({ input: { snapshot: id, limit: 1000 } }),
    enabled: damaged > 0,
  });
  return useMemo(
    () => (damaged > 0 && data !== undefined ? withFoldersAbove(data.items.map(({ path }) => path)) : nothing),
    [damaged, data],
  );
}

function withFoldersAbove(paths: readonly string[]): ReadonlySet<string> {
  const marked = new Set<string>();
  for (const path of paths) {
    for (let at = path; !marked.has(at); at = folderOf(at)) marked.add(at);
  }
  return marked;
}
