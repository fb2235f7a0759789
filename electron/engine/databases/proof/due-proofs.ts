import type { DatabaseSource } from '#shared/domain/database.ts';
import type { CatalogueClient } from '../../catalogue/catalogue-client.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import type { DumpReference } from './dump-reference.ts';
import { isProofDue } from './is-proof-due.ts';

/** The dumps of a plan that are to be tested now; `ways`: only of servers that are tested so. */
export async function dueProofs(
  { read }: CatalogueClient,
  { key, plan }: PlanRow,
  { now, ways }: { readonly now: number; readonly ways: readonly DatabaseSource['testRestore'][] },
): Promise<readonly DumpReference[]> {
  const sources = plan.databases.filter(({ testRestore }) => ways.includes(testRestore));
  if (sources.length === 0) return [];
  const [rows, proofs, { runs }] = await Promise.all([
    read.dumps.newestGood(key),
    read.proofs.last(key),
    read.runs.list({ planId: plan.id, kind: 'test-restore', limit: 1 }),
  ]);
  const lastTry = runs[0] ? Date.parse(runs[0].startedAt) : null;
  return sources.flatMap(({ id, testRestore: way }) => {
    const dumps = rows.map(({ dump }) => dump).filter(({ sourceId }) => sourceId === id);
    const newest = dumps.map(({ at, proof }) => ({ at: Date.parse(at), tested: proof !== null }));
    const proof = proofs.find(({ sourceId }) => sourceId === id);
    const lastProof = proof ? { at: Date.parse(proof.at), ok: proof.ok } : null;
    if (!isProofDue({ way, newest, lastProof, lastTry }, now)) return [];
    return dumps
      .filter((dump) => dump.proof === null)
      .map(({ snapshotId, sourceId, database }) => ({ snapshotId, sourceId, database }));
  });
}
