import type { Run } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { planPaths } from '../repository/layout.ts';
import { type PlannedSnapshot, resolveSnapshot, withPlans } from '../snapshots/resolve-snapshot.ts';
import { describeOrder } from './describe-order.ts';
import type { JournalHeader } from './journal.ts';

/** A restore, or what is known of one whose run this home does not list. */
export type KnownRun = Pick<Run, 'id' | 'planId' | 'planName' | 'subject' | 'outcome' | 'result' | 'error'>;

export interface FoundRestore {
  readonly run: KnownRun;
  readonly journal: JournalHeader | undefined;
}

interface Where {
  readonly home: string;
  readonly catalogue: Pick<CatalogueClient, 'read'>;
}

/**
 * The restore that a run is or went on with, by the run's id or the beginning of it. Where this home does not list the run
 * (another home made the restore, or that home was lost), also by its safety snapshot: that one's id or name, or the
 * run's id that it tells. Throws `run-not-found`, or `snapshot-ambiguous`.
 */
export async function findRestore(where: Where, reference: string): Promise<FoundRestore> {
  const { read } = where.catalogue;
  const run = await read.runs.find(reference);
  if (run?.kind === 'restore') return ofRun(where, run);
  const found = await bySafety(where, reference);
  if (!found) throw new HoldfastError('run-not-found', { run: reference });
  const own = await read.runs.find(found.journal.runId);
  return own?.kind === 'restore' ? ofRun(where, own) : found;
}

async function ofRun({ home, catalogue: { read } }: Where, run: Run): Promise<FoundRestore> {
  const { result } = run;
  const safetyId = result?.kind === 'restore' ? result.safetySnapshotId : null;
  const journal = (await read.journals.find(home, run.id)) ?? (await ofSafety({ home, catalogue: { read } }, safetyId));
  const own = journal && journal.runId !== run.id ? await read.runs.find(journal.runId) : run;
  return { run: own ?? run, journal };
}

/** What the safety snapshot of that id tells. */
async function ofSafety(where: Where, id: string | null): Promise<JournalHeader | undefined> {
  const safety = id === null ? undefined : (await safeties(where)).find(({ row }) => row.id === id);
  return safety && told(where, safety);
}

async function bySafety(where: Where, reference: string): Promise<KnownBySafety | undefined> {
  const all = await safeties(where);
  const named = resolve(reference, all);
  const found: KnownBySafety[] = [];
  for (const one of named ? [named] : all) {
    const journal = await told(where, one);
    if (journal && (named || journal.runId.startsWith(reference.toLowerCase()))) found.push(describe(one, journal));
  }
  return found.length === 1 ? found[0] : undefined;
}

async function safeties({ catalogue: { read } }: Where): Promise<PlannedSnapshot[]> {
  const [rows, plans] = await Promise.all([read.snapshots.list(), read.plans.list()]);
  const isSafety = ({ kind }: SnapshotRow): boolean => kind === 'safety';
  return withPlans(rows.filter(isSafety), plans);
}

function resolve(reference: string, all: readonly PlannedSnapshot[]): PlannedSnapshot | undefined {
  try {
    return resolveSnapshot(reference, all);
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'snapshot-not-found') return undefined;
    throw error;
  }
}

async function told({ home, catalogue: { read } }: Where, { row, plan }: PlannedSnapshot) {
  const repository = await read.repositories.byId(plan.plan.repositoryId);
  const folder = repository && `${planPaths(repository.path, plan.plan.slug).snapshots}/${row.name}`;
  return folder === undefined ? undefined : ((await read.journals.ofSafety(home, folder)) ?? undefined);
}

interface KnownBySafety extends FoundRestore {
  readonly journal: JournalHeader;
}

const describe = ({ plan: { plan } }: PlannedSnapshot, journal: JournalHeader): KnownBySafety => ({
  run: {
    ...{ id: journal.runId, planId: plan.id, planName: plan.name, subject: describeOrder(journal.order) },
    ...{ outcome: 'succeeded', result: null, error: null },
  },
  journal,
});
