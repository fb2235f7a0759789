import path from 'node:path';
import type { DatabaseSource, Proof } from '#shared/domain/database.ts';
import type { TestedDatabase } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { DumpRow } from '../../catalogue/dumps-store.ts';
import type { PlanRow } from '../../catalogue/plans-store.ts';
import { checkReadable } from '../../repository/check-readable.ts';
import { planPaths } from '../../repository/layout.ts';
import type { RunContext } from '../../runs/run-context.ts';
import type { JobOf, RunReport } from '../../runs/run-job.ts';
import { claimSnapshot, type Hold, holdSnapshot } from '../../snapshots/snapshot-hold.ts';
import { createFindings } from '../findings.ts';
import { readCounts } from '../read-tables.ts';
import { checkDumpFiles } from './check-dump-files.ts';
import type { DumpReference } from './dump-reference.ts';
import { recordProof } from './record-proof.ts';
import { type DumpToTest, proofOf, testDump } from './test-dump.ts';
import { createTestRooms, type TestRooms } from './test-rooms.ts';
import { whyUntested } from './why-untested.ts';

/**
 * Restores dumps into a scratch server, one after the other, and compares each with what its database held; what was found
 * is recorded with its snapshot. A dump that does not hold what it should makes the run fail with `test-restore-failed`; one
 * that can't be tested here is warned of, and makes it fail with the reason. Throws `test-restore-running`.
 */
export async function runTestRestore({ dumps }: JobOf<'test-restore'>, context: RunContext): Promise<RunReport> {
  const chosen = dumps.map((reference) => choose(context, reference));
  const holds: Hold[] = [claimAlone(context.home)];
  const rooms = createTestRooms(context);
  try {
    for (const id of new Set(chosen.map(({ row }) => row.dump.snapshotId))) holds.push(holdSnapshot(context.home, id));
    await checkFiles(context, rooms, chosen);
    const tested: TestedDatabase[] = [];
    const untested: HoldfastError[] = [];
    for (const one of chosen) {
      try {
        tested.push(await test(context, rooms, one));
      } catch (error) {
        untested.push(warnOf(context, one, error));
      }
    }
    return reportOf(chosen, tested, untested);
  } finally {
    await rooms.end();
    for (const hold of holds) hold.release();
  }
}

interface Chosen extends DumpToTest {
  readonly row: DumpRow;
  readonly plan: PlanRow;
  /** Null: the plan does not back up that server any more. */
  readonly source: DatabaseSource | null;
  readonly snapshotId: string;
  readonly snapshotFolder: string;
  readonly files: ReturnType<RunContext['catalogue']['proofs']['files']>;
}

function choose({ catalogue }: RunContext, { snapshotId, sourceId, database }: DumpReference): Chosen {
  const [row] = catalogue.dumps.find({ snapshotId, source: sourceId, database });
  const plan = catalogue.plans.list().find(({ key }) => key === row?.planKey);
  if (!row || !plan) throw new HoldfastError('dump-not-found', { database, snapshot: snapshotId });
  const repository = catalogue.repositories.byId(plan.plan.repositoryId);
  if (repository) checkReadable(repository);
  const { dump } = row;
  const snapshotFolder = path.join(planPaths(plan.repositoryPath, plan.plan.slug).snapshots, dump.snapshotName);
  const files = catalogue.proofs.files({ key: row.key, snapshotId, label: dump.label });
  return {
    source: plan.plan.databases.find(({ id }) => id === sourceId) ?? null,
    ...{ row, plan, snapshotId, snapshotFolder, files, sheet: createFindings(), archive: dump.path },
    ...{ name: `${dump.label}/${database}`, databaseBytes: dump.databaseBytes, serverVersion: dump.serverVersion },
    counts: readCounts(snapshotFolder, { files }),
  };
}

/** The first dump's server starts meanwhile: one that can't start says why when its dump's turn comes. */
async function checkFiles(context: RunContext, rooms: TestRooms, chosen: readonly Chosen[]): Promise<void> {
  const [first] = chosen;
  const [checked] = await Promise.allSettled([
    checkDumpFiles(context, chosen),
    first && rooms.roomFor(first.row.dump, first.source),
  ]);
  if (checked.status === 'rejected') throw checked.reason;
}

/** A second one would only make both slower. */
function claimAlone(home: string): Hold {
  try {
    return claimSnapshot(home, 'test-restore');
  } catch (error) {
    if (!(error instanceof HoldfastError) || error.code !== 'locked') throw error;
    throw new HoldfastError('test-restore-running', {}, error);
  }
}

async function test(context: RunContext, rooms: TestRooms, one: Chosen): Promise<TestedDatabase> {
  const proof = one.sheet.ok
    ? await testDump(context, await rooms.roomFor(one.row.dump, one.source), one)
    : damaged(context, one);
  const { snapshotId, sourceId, label, database } = one.row.dump;
  const { slug } = one.plan.plan;
  const place = { repositoryPath: one.plan.repositoryPath, slug, snapshotName: one.row.dump.snapshotName };
  recordProof(context, place, { snapshotId, sourceId, database }, proof);
  for (const failure of proof.failures) context.log(`${one.name}: ${failure}`);
  const { ok, checks, failures, remarks, restoreMs, checkMs } = proof;
  return { snapshot: snapshotId, label, database, ok, checks, failures, remarks, restoreMs, checkMs };
}

/** What is damaged is not restored: it is told what is wrong with it already. */
const damaged = (context: RunContext, { sheet, serverVersion }: Chosen): Proof =>
  proofOf(context, { sheet, where: 'scratch-server', serverVersion, restoreMs: 0, checkMs: 0 });

/** Whatever concerns the run as a whole is thrown on. */
function warnOf(context: RunContext, { name, row, source }: Chosen, error: unknown): HoldfastError {
  if (context.signal.aborted) throw error;
  const why = whyUntested(error, row.dump, source?.connection.user ?? '');
  if (why.code === 'internal') throw error;
  const message = `${name} was not tested: ${why.message}`;
  context.warn({ code: 'database-failed', path: `databases/${name}`, message });
  return why;
}

function reportOf(
  chosen: readonly Chosen[],
  databases: TestedDatabase[],
  untested: readonly HoldfastError[],
): RunReport {
  const snapshots = new Set(chosen.map(({ snapshotId }) => snapshotId));
  const [only] = snapshots.size === 1 ? snapshots : [];
  const failed = databases.filter(({ ok }) => !ok);
  const names = failed.map(({ label, database }) => `${label}/${database}`);
  const failure =
    failed.length > 0
      ? new HoldfastError('test-restore-failed', { count: failed.length, databases: names })
      : untested[0];
  return {
    result: { kind: 'test-restore', databases },
    ...(only !== undefined && { snapshotId: only }),
    ...(failure && { failure }),
  };
}
