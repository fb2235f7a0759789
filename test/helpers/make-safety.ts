import fs from 'node:fs';
import { createTreePool } from '../../electron/engine/backup/tree-pool.ts';
import type { Catalogue } from '../../electron/engine/catalogue/catalogue.ts';
import type { Connection } from '../../electron/engine/catalogue/open-catalogue.ts';
import type { PlanRow } from '../../electron/engine/catalogue/plans-store.ts';
import { createProgressMeter } from '../../electron/engine/runs/progress-meter.ts';
import { type MadeSafety, makeSafetySnapshot } from '../../electron/engine/safety/make-safety.ts';
import { fsPath } from '../../electron/engine/tools/fs-path.ts';
import { readNames } from '../../electron/engine/tools/read-names.ts';
import type { Progress } from '../../shared/domain/run.ts';
import { createRunContext } from './create-run-context.ts';
import { listTouched } from './touched-list.ts';

export interface MakeSafety {
  readonly home: string;
  readonly db: Connection;
  readonly catalogue: Catalogue;
  readonly plan: PlanRow;
  readonly restoredSnapshotId: string;
  /** What the restore would touch, and how. */
  readonly touched: Parameters<typeof listTouched>[0];
  readonly onProgress?: (progress: Progress) => void;
  readonly keepFreeBytes?: number;
  readonly now?: () => number;
  readonly signal?: AbortSignal;
}

/** What a restore does before it touches anything. */
export async function makeSafety(request: MakeSafety): Promise<MadeSafety | null> {
  const { home, db, catalogue, plan, restoredSnapshotId, touched, onProgress = () => {} } = request;
  const { keepFreeBytes = 0, now = Date.now, signal = new AbortController().signal } = request;
  const context = { ...createRunContext({ home, db, catalogue }), keepFreeBytes, now, signal };
  const list = listTouched(touched);
  const pool = createTreePool(home);
  try {
    const progress = createProgressMeter(onProgress);
    return await makeSafetySnapshot({ ...context, progress }, { plan, restoredSnapshotId, list, pool });
  } finally {
    await pool.close();
    list.db.close();
  }
}

/** A path and all that lies below it. */
export function everythingIn(path: string): string[] {
  const isFolder = fs.lstatSync(fsPath(path)).isDirectory();
  return [path, ...(isFolder ? readNames(path).flatMap((name) => everythingIn(`${path}/${name}`)) : [])];
}
