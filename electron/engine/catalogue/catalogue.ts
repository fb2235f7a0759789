import { createAuditStore } from '../audit/audit-store.ts';
import { createProofsStore } from '../databases/proof/proofs-store.ts';
import { createHooksStore } from '../hooks/hooks-store.ts';
import { createChannelsStore } from '../notifications/channels-store.ts';
import { createDeliveriesStore } from '../notifications/deliveries-store.ts';
import { createNewsStore } from '../notifications/news-store.ts';
import { journalsStore } from '../restore/journals-store.ts';
import { readRestoreItems } from '../restore/read-restore-items.ts';
import { createRetentionStore } from '../retention/retention-store.ts';
import { createSampleStore } from '../sample/sample-store.ts';
import { createOccurrencesStore } from '../schedule/occurrences-store.ts';
import { createScheduleStateStore } from '../schedule/schedule-state-store.ts';
import { createStatesStore } from '../snapshots/snapshot-states.ts';
import { createSpaceStore } from '../storage/space-store.ts';
import { createUnusualStore } from '../unusual/unusual-store.ts';
import { createDamageStore } from '../verification/damage-store.ts';
import { createVolumesStore } from '../volumes/volumes-store.ts';
import { createDumpsStore } from './dumps-store.ts';
import { createEntriesStore } from './entries-store.ts';
import type { Connection } from './open-catalogue.ts';
import { createPlansStore } from './plans-store.ts';
import { createRepositoriesStore } from './repositories-store.ts';
import { createRunsStore } from './runs-store.ts';
import { createSnapshotsStore } from './snapshots-store.ts';
import { createSummaryStore } from './summary-store.ts';

/** All stores over one connection; synchronous, so for worker threads. */
export type Catalogue = ReturnType<typeof createCatalogue>;

export function createCatalogue(db: Connection) {
  return onDemand({
    repositories: () => createRepositoriesStore(db),
    plans: () => createPlansStore(db),
    runs: () => createRunsStore(db),
    snapshots: () => createSnapshotsStore(db),
    entries: () => createEntriesStore(db),
    dumps: () => createDumpsStore(db),
    proofs: () => createProofsStore(db),
    states: () => createStatesStore(db),
    retention: () => createRetentionStore(db),
    summary: () => createSummaryStore(db),
    unusual: () => createUnusualStore(db),
    space: () => createSpaceStore(db),
    occurrences: () => createOccurrencesStore(db),
    hooks: () => createHooksStore(db),
    schedule: () => createScheduleStateStore(db),
    audit: () => createAuditStore(db),
    channels: () => createChannelsStore(db),
    news: () => createNewsStore(db),
    deliveries: () => createDeliveriesStore(db),
    damage: () => createDamageStore(db),
    volumes: () => createVolumesStore(db),
    sample: () => createSampleStore(db),
    /** Dry runs of restores lie in files of their own, and are read here since it is no thread of the window's. */
    previews: () => ({ items: readRestoreItems }),
    journals: () => journalsStore,
    /** Grows whenever another connection changed the catalogue. */
    state: () => ({ dataVersion: (): number => Number(db.pragma('data_version', { simple: true })) }),
  });
}

type OnDemand<Makers extends Record<string, () => unknown>> = {
  readonly [Name in keyof Makers]: ReturnType<Makers[Name]>;
};

/** Each is made when it is first asked for: to prepare the statements of all takes a thread longer than what it does with a few. */
function onDemand<Makers extends Record<string, () => unknown>>(makers: Makers): OnDemand<Makers> {
  const stores = {};
  for (const [name, make] of Object.entries(makers)) {
    let store: unknown;
    const get = () => {
      store ??= make();
      return store;
    };
    Object.defineProperty(stores, name, { enumerable: true, get });
  }
  return stores as OnDemand<Makers>;
}
