import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTreePool } from '../../../electron/engine/backup/tree-pool.ts';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { listRestore } from '../../../electron/engine/restore/list-restore.ts';
import { openRestore } from '../../../electron/engine/restore/open-restore.ts';
import { type MadeSafety, makeSafetySnapshot } from '../../../electron/engine/safety/make-safety.ts';
import { createRunContext } from '../../helpers/create-run-context.ts';
import { makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let plan: PlanRow;
beforeEach(() => {
  real = createRealHome();
  plan = real.addPlan('Papers', [real.source]);
});
afterEach(() => real.close());

/** What a restore of the whole snapshot in place would have saved first. */
async function makeSafety(snapshotId: string, exact = true): Promise<MadeSafety | null> {
  const order = { snapshotId, paths: [], to: null, exact };
  const file = real.at(`list-${crypto.randomUUID()}.sqlite`);
  const open = openRestore(real.catalogue, real.home, order);
  const { list } = await listRestore({
    ...{ db: real.db, open, exact, file, onBlocked: () => {}, pause: async () => {} },
  });
  const pool = createTreePool(real.home);
  try {
    const context = createRunContext(real);
    return await makeSafetySnapshot(context, { plan, restoredSnapshotId: snapshotId, list, pool });
  } finally {
    await pool.close();
    list.close();
  }
}

it('keeps everything that would change, down to attributes, names and links', async () => {
  fs.writeFileSync(path.join(real.source, 'kept'), 'stays');
  const first = await real.backup(plan);
  fs.mkdirSync(path.join(real.source, 'odd'));
  makeOddTree(path.join(real.source, 'odd'));
  const safety = await makeSafety(first);
  expect(safety).not.toBeNull();
  const files = path.join(real.folderOf(safety?.snapshotId ?? ''), 'files', real.source);
  const told = execFileSync('rsync', ['-aHAXnic', '--modify-window=-1', '--delete', `${real.source}/odd/`, `${files}/odd/`], { encoding: 'latin1' });
  expect(told).toBe('');
});
