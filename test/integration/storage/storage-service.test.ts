import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planDraftSchema } from '#shared/domain/plan.ts';
import { openCatalogue } from '../../../electron/engine/catalogue/open-catalogue.ts';
import { createPlanService } from '../../../electron/engine/plans/plan-service.ts';
import { createStorageService } from '../../../electron/engine/storage/storage-service.ts';
import { createEngineParts, type EngineParts } from '../../helpers/engine-parts.ts';

let parts: EngineParts;

beforeEach(() => {
  parts = createEngineParts();
});

afterEach(() => parts.close());

const sum = (letter: string) => Buffer.alloc(32, letter);

/** Rows as a backup would leave them: [entry, first, last, type, size, sum]. */
function addVersions(rows: readonly (readonly [number, number, number | null, number, number, string | null])[]): void {
  const db = openCatalogue(parts.home);
  // As whoever can't say what it adds.
  db.prepare('DELETE FROM plan_content').run();
  const root = db.prepare('SELECT root_entry FROM place').pluck().get();
  for (const [entry, first, last, type, size, letter] of rows) {
    db.prepare('INSERT OR IGNORE INTO entry (id, plan_key, parent_id, name) VALUES (?, 1, ?, ?)').run(
      entry,
      root,
      `${entry}`,
    );
    db.prepare(
      `INSERT INTO version (entry_id, first_seq, last_seq, type, size, mtime_s, mtime_ns, mode, uid, gid, dev, ino,
         ctime_s, ctime_ns, flags, sha256) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?)`,
    ).run(entry, first, last, type, size, letter && sum(letter));
  }
  db.close();
}

async function addSnapshot(sequence: number, bytes: number): Promise<void> {
  const at = new Date(sequence).toISOString();
  const changes = { added: 0, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 };
  const row = {
    id: crypto.randomUUID(),
    planKey: 1,
    sequence,
    name: `s${sequence}`,
    files: 1,
    folders: 1,
    bytes,
    changes,
  };
  const rest = { warningCount: 0, pinned: false, damaged: 0, verifiedAt: null, missing: false } as const;
  const kind = { kind: 'backup', hasFiles: true, rootEntry: null, begunBy: [null] } as const;
  await parts.catalogue.write.snapshots.insert({
    ...row,
    ...rest,
    ...kind,
    startedAt: at,
    completedAt: at,
    confirmedAt: at,
  });
}

test('each version of a file counts once, and is counted again where that is not known', async () => {
  const repository = await parts.makeRepository();
  fs.mkdirSync(parts.at('docs'));
  const plans = createPlanService({ ...parts, clock: { now: Date.now } });
  await plans.create(planDraftSchema.parse({ name: 'Docs', folders: [parts.at('docs')], repository }));
  const storage = createStorageService({ ...parts, clock: { now: Date.now }, keepFreeBytes: async () => 1000 });
  const plan = async () => (await storage.get(undefined)).repositories[0]?.plans[0];
  expect(await plan()).toMatchObject({ planName: 'Docs', snapshots: 0, bytes: 0, newestBytes: 0 });
  addVersions([
    [101, 1, 1, 0, 10, 'a'],
    [101, 2, 2, 0, 10, 'a'],
    [101, 3, null, 0, 30, 'b'],
    [102, 1, null, 1, 0, null],
    [103, 1, 2, 0, 5, 'a'],
  ]);
  await addSnapshot(3, 30);
  expect(await plan()).toMatchObject({ snapshots: 1, bytes: 45, newestBytes: 30 });
  const [found] = (await storage.get(undefined)).repositories;
  expect(found).toMatchObject({ repository: { path: repository, state: 'ready', plans: 1, snapshots: 1 } });
  expect(found?.freeBytes).toBeGreaterThan(0);
  expect(found?.totalBytes).toBeGreaterThan(found?.freeBytes ?? 0);
});
