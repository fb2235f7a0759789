import type { Service } from '../services.ts';
import { findingApi } from './finding.ts';
import type { Api } from './implementer.ts';

export function snapshotsApi(api: Api, snapshots: Service<'snapshots'>) {
  return api.snapshots.router({
    list: api.snapshots.list.handler(({ input, signal }) => snapshots.list(input, signal)),
    get: api.snapshots.get.handler(({ input, signal }) => snapshots.get(input, signal)),
    folder: api.snapshots.folder.handler(({ input, signal }) => snapshots.folder(input, signal)),
    entry: api.snapshots.entry.handler(({ input, signal }) => snapshots.entry(input, signal)),
    ...findingApi(api, snapshots),
    diff: api.snapshots.diff.handler(({ input, signal }) => snapshots.diff(input, signal)),
    locate: api.snapshots.locate.handler(({ input, signal }) => snapshots.locate(input, signal)),
    content: api.snapshots.content.handler(({ input, signal }) => snapshots.content(input, signal)),
    pin: api.snapshots.pin.handler(({ input }) => snapshots.pin(input)),
    remove: api.snapshots.remove.handler(({ input }) => snapshots.remove(input)),
    removeSeveral: api.snapshots.removeSeveral.handler(({ input }) => snapshots.removeSeveral(input)),
    verify: api.snapshots.verify.handler(({ input }) => snapshots.verify(input)),
    damage: api.snapshots.damage.handler(({ input, signal }) => snapshots.damage(input, signal)),
    repair: api.snapshots.repair.handler(({ input }) => snapshots.repair(input)),
  });
}
