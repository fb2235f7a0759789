import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CatalogueClient, openCatalogueClient } from '../../../electron/engine/catalogue/catalogue-client.ts';
import { removeWorksheets } from '../../../electron/engine/runs/remove-worksheets.ts';
import type { Outcome, RunKind } from '../../../shared/domain/run.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let client: CatalogueClient;
beforeEach(() => {
  real = createRealHome();
  client = openCatalogueClient(real.home);
  fs.mkdirSync(path.join(real.home, 'runs'));
});
afterEach(async () => {
  await client.close();
  real.close();
});

/** A run as its row and its files tell of it; gives its id. */
function leave(kind: RunKind, outcome: Outcome | null, planId: string): string {
  const { runs } = real.catalogue;
  const [id, startedAt] = [crypto.randomUUID(), new Date().toISOString()];
  const rest = { planName: 'Plan', snapshotId: null, subject: 'test', pid: 1, processStart: 'then' };
  runs.start({ id, kind, planId, startedAt, ...rest });
  if (outcome) runs.endBroken(id, startedAt, outcome, { code: 'interrupted', message: '', details: {} });
  leaveFiles(id);
  return id;
}

function leaveFiles(id: string): void {
  for (const suffix of ['.sqlite', '.sqlite-wal', '.log'])
    fs.writeFileSync(path.join(real.home, 'runs', id + suffix), '');
}

const left = (): string[] => fs.readdirSync(path.join(real.home, 'runs')).sort();
const filesOf = (ids: readonly string[], suffixes: readonly string[]): string[] =>
  ids.flatMap((id) => suffixes.map((suffix) => id + suffix)).sort();

it('worksheets of killed runs are not left for ever; those of runs that go on or may be continued stay', async () => {
  const gone = [
    leave('restore', 'interrupted', 'one'),
    leave('backup', 'interrupted', 'one'),
    leave('backup', 'succeeded', 'one'),
  ];
  const kept = [
    leave('backup', 'cancelled', 'two'),
    leave('backup', 'interrupted', 'two'),
    leave('restore', null, 'two'),
    leave('backup', null, 'one'),
  ];
  leaveFiles('of-a-lost-catalogue');
  const whole = [...kept, 'of-a-lost-catalogue'];
  const expected = (ids: readonly string[], others: readonly string[]) =>
    [...filesOf(ids, ['.sqlite', '.sqlite-wal', '.log']), ...filesOf(others, ['.log'])].sort();
  await removeWorksheets(real.home, client.read.runs, Date.now());
  expect(left()).toEqual(expected(whole, gone));
  await removeWorksheets(real.home, client.read.runs, Date.now() + 31 * 24 * 3600 * 1000);
  expect(left()).toEqual(expected(kept.slice(2), [...gone, ...kept.slice(0, 2), 'of-a-lost-catalogue']));
});
