import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

/** The handlers of what `shared/contract/finding.ts` adds to the snapshots. */
export function findingApi({ snapshots: api }: Pick<Api, 'snapshots'>, snapshots: Service<'snapshots'>) {
  return {
    find: api.find.handler(({ input, signal }) => snapshots.find(input, signal)),
    history: api.history.handler(({ input, signal }) => snapshots.history(input, signal)),
    compareText: api.compareText.handler(({ input, signal }) => snapshots.compareText(input, signal)),
    presentContent: api.presentContent.handler(({ input, signal }) => snapshots.presentContent(input, signal)),
    deletedIn: api.deletedIn.handler(({ input, signal }) => snapshots.deletedIn(input, signal)),
    open: api.open.handler(({ input, signal }) => snapshots.open(input, signal)),
  };
}
