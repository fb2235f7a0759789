import { HoldfastError } from '#shared/errors.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { planPaths } from '../repository/layout.ts';
import { headerOfSafety } from './header-of-safety.ts';
import { beginJournal, type JournalHeader, readJournal } from './journal.ts';
import { listLeft } from './list-left.ts';
import { preparePreviews, previewFile } from './preview-files.ts';
import { createRestoreList, removeRestoreList } from './restore-list.ts';

interface Required {
  readonly db: Connection;
  readonly catalogue: Catalogue;
  readonly home: string;
  /** The restore's run. */
  readonly runId: string;
  /** Any snapshot; if it is the restore's safety snapshot, the journal can be made anew. */
  readonly snapshotId: string;
  /** Called every few thousand entries: lets messages in, throws to stop. */
  readonly pause: () => Promise<void>;
}

/**
 * The journal of a restore. Where this home has none (the restore was made from another one, or its home was lost), it is
 * made anew from the safety snapshot: what was saved, what was to be created, and what the restored snapshot holds of
 * both. Throws `run-not-found`, or `damaged` if the safety snapshot's list is not what it was.
 */
export async function requireJournal(required: Required): Promise<JournalHeader> {
  const { home, runId } = required;
  return readJournal(home, runId) ?? (await makeAnew(required));
}

async function makeAnew({ db, catalogue, home, runId, snapshotId, pause }: Required): Promise<JournalHeader> {
  const safety = catalogue.snapshots.byId(snapshotId);
  const plan = catalogue.plans.list().find(({ key }) => key === safety?.planKey);
  const repository = plan && catalogue.repositories.byId(plan.plan.repositoryId);
  if (!safety || !plan || !repository) throw new HoldfastError('run-not-found', { run: runId });
  const { snapshots } = planPaths(repository.path, plan.plan.slug);
  const header = headerOfSafety(`${snapshots}/${safety.name}`);
  if (header?.runId !== runId) throw new HoldfastError('run-not-found', { run: runId });
  await preparePreviews(home);
  const file = previewFile(home, crypto.randomUUID());
  const list = createRestoreList(file);
  try {
    list.db.exec('BEGIN');
    await listLeft({ db, catalogue, list, plan, safety, snapshots, header, pause });
    list.db.exec('COMMIT');
    beginJournal(home, list, header).close();
    return header;
  } catch (error) {
    list.close();
    removeRestoreList(file);
    throw error;
  }
}
