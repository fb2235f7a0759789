import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Catalogue, createCatalogue } from '../../electron/engine/catalogue/catalogue.ts';
import { type Connection, openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import type { PlanRow } from '../../electron/engine/catalogue/plans-store.ts';
import { createRepository } from '../../electron/engine/repository/create-repository.ts';
import { makePreview } from '../../electron/engine/restore/make-preview.ts';
import type { RestoreOrder } from '../../electron/engine/restore/open-restore.ts';
import { previewFile } from '../../electron/engine/restore/preview-files.ts';
import { readRestoreItems } from '../../electron/engine/restore/read-restore-items.ts';
import { executeRun } from '../../electron/engine/runs/execute-run.ts';
import { ownProcess } from '../../electron/engine/runs/process-identity.ts';
import type { RunJob } from '../../electron/engine/runs/run-job.ts';
import { type RestoreItem, type RestorePreview, restoreRequestSchema } from '../../shared/domain/restore.ts';
import type { Progress, RunDetail } from '../../shared/domain/run.ts';
import { defaultDrive } from '../../shared/domain/volume.ts';

/** A home, a repository and a source folder in a temporary folder, with runs made on this thread. */
export interface RealHome {
  readonly home: string;
  readonly source: string;
  readonly repository: string;
  readonly db: Connection;
  readonly catalogue: Catalogue;
  at(name: string): string;
  addPlan(name: string, folders: readonly string[], patterns?: readonly string[]): PlanRow;
  /** `cancelIn` is the phase in which it is cancelled. */
  run(job: RunJob, cancelIn?: Progress['phase']): Promise<RunDetail>;
  /** Backs up and gives the snapshot's id. */
  backup(plan: PlanRow): Promise<string>;
  preview(order: AskedOrder): Promise<Dry>;
  /** A dry run and then the restore; or the restore that another dry run was made for. */
  restore(order: AskedOrder, dry?: Dry): Promise<RunDetail>;
  folderOf(snapshotId: string): string;
  close(): void;
}

/** A restore of what is named here; everything else as it is if nobody says otherwise. */
export type AskedOrder = Pick<RestoreOrder, 'snapshotId'> & Partial<RestoreOrder>;

export const orderOf = ({ snapshotId, ...asked }: AskedOrder): RestoreOrder => {
  const { snapshot: _, ...usual } = restoreRequestSchema.parse({ snapshot: snapshotId, to: null });
  return { ...usual, ...asked, snapshotId };
};

export interface Dry {
  readonly id: string;
  readonly items: readonly string[];
  readonly listed: readonly RestoreItem[];
  readonly preview: RestorePreview;
}

/** `repository` is where that is to be, if not in the temporary folder as well. */
export function createRealHome(repository?: string): RealHome {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-real-')));
  const at = (name: string) => path.join(folder, name);
  const [home, source] = [at('home'), at('source')];
  for (const made of [home, source, path.join(home, 'previews')]) fs.mkdirSync(made);
  const place = createRepository(repository ?? at('repository'), new Date());
  const db = openCatalogue(home);
  const catalogue = createCatalogue(db);
  const { marker, volume } = place;
  catalogue.repositories.put({ id: marker.id, path: place.path, createdAt: marker.createdAt, volume });

  const run = async (job: RunJob, cancelIn?: Progress['phase']): Promise<RunDetail> => {
    const [runId, startedAt] = [crypto.randomUUID(), new Date().toISOString()];
    const of = { planId: null, planName: null, snapshotId: null, subject: 'test' };
    catalogue.runs.start({ id: runId, kind: job.kind, ...of, startedAt, ...ownProcess() });
    const request = { home, runId, startedAt, keepFreeBytes: 0, job };
    const cancel = new AbortController();
    await executeRun(request, cancel.signal, ({ phase }) => {
      if (phase === cancelIn) cancel.abort();
    });
    const detail = catalogue.runs.find(runId);
    if (!detail) throw new Error('the run was not recorded');
    return detail;
  };
  const preview = async (asked: AskedOrder): Promise<Dry> => {
    const id = crypto.randomUUID();
    const told = await makePreview({
      ...{ db, catalogue, home, previewId: id, order: orderOf(asked), signal: new AbortController().signal },
      ...{ onFound: () => {}, pause: async () => {} },
    });
    const { items } = readRestoreItems(previewFile(home, id), { action: undefined, after: undefined, limit: 100_000 });
    return { id, preview: told, listed: items, items: items.map((item) => `${item.action} ${item.path}`) };
  };
  return {
    ...{ home, source, repository: place.path, db, catalogue, at, run, preview },
    addPlan: (name, folders, patterns = []) => {
      const id = crypto.randomUUID();
      const exclusions = {
        patterns: [...patterns],
        caches: false,
        ifPresent: [],
        largerThan: null,
        oneFileSystem: false,
      };
      const kept = { keep: null, timeZone: 'UTC', schedules: [], hooks: [], drive: defaultDrive, rotation: [] };
      const settings = {
        folders: [...folders],
        databases: [],
        exclusions,
        allowFullCopies: false,
        acceptEmpty: [],
        ...kept,
      };
      const createdAt = new Date().toISOString();
      catalogue.plans.put({
        id,
        name,
        slug: `${name.toLowerCase()}-${id.slice(0, 8)}`,
        repositoryId: marker.id,
        createdAt,
        ...settings,
      });
      const row = catalogue.plans.get(id);
      if (!row) throw new Error('the plan was not stored');
      return row;
    },
    backup: async (plan) => {
      const detail = await run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false });
      if (!detail.snapshotId) throw new Error(JSON.stringify(detail));
      return detail.snapshotId;
    },
    restore: async (asked, dry) =>
      run({ kind: 'restore', ...orderOf(asked), previewId: (dry ?? (await preview(asked))).id }),
    folderOf: (snapshotId) => {
      const row = catalogue.snapshots.byId(snapshotId);
      const plan = catalogue.plans.list().find(({ key }) => key === row?.planKey);
      return path.join(place.path, 'plans', plan?.plan.slug ?? '', 'snapshots', row?.name ?? '');
    },
    close: () => {
      db.close();
      execFileSync('rm', ['-rf', folder]);
    },
  };
}
