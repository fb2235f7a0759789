import type { RestoreAction } from '#shared/domain/restore.ts';
import { type Measure, type PlannedItem, plannedAction } from './restore-list.ts';

/** What a list takes while it is being made, about: without a look at the list. */
export interface Tally {
  add(item: PlannedItem): void;
  /** Counts new entries that were put into the list without being read. */
  addNew(action: number, sizes: readonly number[]): void;
  keep(): void;
  /** So many of those that could stay change after all. */
  unkeep(count: number): void;
  keepNewer(): void;
  soFar(): Measure & { readonly keep: number; readonly keptNewer: number };
}

interface Counted {
  entries: number;
  bytes: number;
}

const { create, overwrite, attributes, beside, delete: deleted } = plannedAction;

export function createTally(): Tally {
  const totals: Record<RestoreAction, Counted> = {
    create: none(),
    beside: none(),
    overwrite: none(),
    'overwrite-newer': none(),
    attributes: none(),
    delete: none(),
  };
  let [growth, largest, safetyBytes, keep, keptNewer] = [0, 0, 0, 0, 0];
  const count = (action: RestoreAction, entries: number, bytes: number): void => {
    totals[action].entries += entries;
    totals[action].bytes += bytes;
  };
  return {
    add: (item) => {
      const action = actionOf(item);
      if (action === null) return;
      count(action, 1, item.action === attributes ? 0 : item.size);
      safetyBytes += item.wasSize ?? 0;
      if (item.action === overwrite) largest = Math.max(largest, item.size);
      if (item.action !== attributes && item.action !== deleted) growth += Math.max(0, item.size - (item.wasSize ?? 0));
    },
    addNew: (action, sizes) => {
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      count(action === beside ? 'beside' : 'create', sizes.length, bytes);
      growth += bytes;
    },
    keep: () => {
      keep += 1;
    },
    unkeep: (count) => {
      keep -= count;
    },
    keepNewer: () => {
      keptNewer += 1;
    },
    soFar: () => ({ totals: structuredClone(totals), neededBytes: growth + largest, safetyBytes, keep, keptNewer }),
  };
}

const none = (): Counted => ({ entries: 0, bytes: 0 });

function actionOf({ action, newer }: PlannedItem): RestoreAction | null {
  switch (action) {
    case create:
      return 'create';
    case beside:
      return 'beside';
    case overwrite:
      return newer === 1 ? 'overwrite-newer' : 'overwrite';
    case attributes:
      return 'attributes';
    case deleted:
      return 'delete';
    default:
      return null;
  }
}
