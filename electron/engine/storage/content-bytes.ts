import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanSummary } from '../catalogue/summary-store.ts';

export interface Content {
  readonly bytes: number;
  readonly dumpBytes: number;
  readonly newestDumpBytes: number;
}

/**
 * Bytes of content by plan's key, read again only when snapshots came or went. From the writing connection, which the
 * window hardly needs: a sum that is not known is counted, and browsing must not wait for that.
 */
export function createContentBytes(catalogue: CatalogueClient) {
  let known: { readonly state: string; readonly bytes: Promise<ReadonlyMap<number, Content>> } | undefined;
  const read = async () => {
    const rows = await catalogue.write.summary.contentBytes();
    return new Map(rows.map((row) => [row.planKey, row]));
  };
  return (summaries: readonly PlanSummary[]): Promise<ReadonlyMap<number, Content>> => {
    const state = JSON.stringify(
      summaries.map(({ planKey, snapshots, safetySnapshots, newestId }) => [
        planKey,
        snapshots,
        safetySnapshots,
        newestId,
      ]),
    );
    if (known?.state !== state) known = { state, bytes: read() };
    return known.bytes;
  };
}
