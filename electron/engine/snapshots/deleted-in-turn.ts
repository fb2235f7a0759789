import type { Deleted } from '#shared/domain/finding.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { DeletedRequest } from '../catalogue/deleted-entries.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';

/**
 * What the repositories of a plan tell of a folder, one after the other: a page of the first, and once that is through of the
 * next what no earlier one ever held. Undefined if none held the folder.
 */
export async function deletedInTurn(
  entries: CatalogueClient['read']['entries'],
  rows: readonly PlanRow[],
  asked: Pick<DeletedRequest, 'path' | 'sequence' | 'present' | 'limit'>,
  after: string | undefined,
): Promise<{ items: Deleted[]; next: string | null } | undefined> {
  const [turn, inner] = readTurn(after);
  for (const [index, row] of [...rows.entries()].slice(turn)) {
    const { key: planKey, rootEntry } = row;
    const page = await entries.deleted({ ...asked, planKey, rootEntry, after: index === turn ? inner : undefined });
    if (!page) continue;
    const paths = page.items.map((item) => item.path);
    const earlier = rows.slice(0, index).map((other) => entries.known({ rootEntry: other.rootEntry, asked: paths }));
    const told = await Promise.all(earlier);
    const items = page.items.filter((_, at) => !told.some((known) => known[at] === true));
    const next = page.next ?? (index + 1 < rows.length ? '' : null);
    const follows = next === '' ? `${index + 1}.` : next && `${index}.${next}`;
    return { items: items.map((item) => ({ ...item, ...ofPlace(row) })), next: follows };
  }
  return turn === 0 ? undefined : { items: [], next: null };
}

/** What is told of where a version lies. */
export const ofPlace = ({ plan, repositoryPath }: PlanRow) => ({
  planId: plan.id,
  planName: plan.name,
  repositoryId: plan.repositoryId,
  repositoryPath,
});

/** Which of the repositories is at it, and the place in its list. */
function readTurn(after: string | undefined): [number, string | undefined] {
  const [, turn = '0', inner = ''] = /^(\d+)\.(.*)$/s.exec(after ?? '') ?? [];
  return [Number(turn), inner || undefined];
}
