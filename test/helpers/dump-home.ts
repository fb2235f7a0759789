import fs from 'node:fs';
import path from 'node:path';
import { runBackup } from '../../electron/engine/backup/run-backup.ts';
import type { PlanRow } from '../../electron/engine/catalogue/plans-store.ts';
import type { RunReport } from '../../electron/engine/runs/run-job.ts';
import { databaseSourceSchema } from '../../shared/domain/database.ts';
import type { BackupPart } from '../../shared/domain/run.ts';
import type { Warning } from '../../shared/domain/warning.ts';
import { createRunContext } from './create-run-context.ts';
import { type FakeServers, fakeDumps } from './fake-dumps.ts';
import { createRealHome, type RealHome } from './real-home.ts';

/** A real home with a plan of a folder and database servers that never were; backups are made on this thread. */
export interface DumpHome extends RealHome {
  readonly plan: PlanRow;
  readonly servers: FakeServers;
  /** Backs up, whatever comes of it. */
  backUp(only?: BackupPart): Promise<RunReport & { readonly warnings: readonly Warning[] }>;
}

/** `folders: false` makes a plan of databases alone. */
export function createDumpHome(servers: FakeServers, { folders = true } = {}): DumpHome {
  const real = createRealHome();
  fs.mkdirSync(path.join(real.home, 'runs'));
  const sources = Object.keys(servers).map((label) =>
    databaseSourceSchema.parse({ id: crypto.randomUUID(), label, connection: {} }),
  );
  const { plan } = real.addPlan('Shop', folders ? [real.source] : []);
  real.catalogue.plans.put({ ...plan, databases: sources });
  const row = real.catalogue.plans.get(plan.id);
  if (!row) throw new Error('the plan was not stored');
  return {
    ...real,
    plan: row,
    servers,
    backUp: async (only) => {
      const context = createRunContext(real);
      const job = { kind: 'backup', planId: plan.id, fullChecksum: false, only } as const;
      return { ...(await runBackup(job, context, fakeDumps(servers))), warnings: context.warnings() };
    },
  };
}
