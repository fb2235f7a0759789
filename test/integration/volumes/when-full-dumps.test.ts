import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { KeepPolicy } from '#shared/domain/retention.ts';
import { HoldfastError } from '#shared/errors.ts';
import { ownProcess } from '../../../electron/engine/runs/process-identity.ts';
import { createDumpHome, type DumpHome } from '../../helpers/dump-home.ts';

const lastOnly: KeepPolicy = { last: 1, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
const full = new HoldfastError('destination-full', { path: '/drive' });

let home: DumpHome;
afterEach(() => home.close());

const names = (): readonly string[] =>
  fs.readdirSync(path.join(home.repository, 'plans', home.plan.plan.slug, 'snapshots')).toSorted();

/** Two snapshots; from then on there is no room for the database as long as both are there. */
async function fill(folders: boolean): Promise<void> {
  let filled = false;
  const shop = {
    get shop() {
      return filled && names().length > 1 ? full : { orders: 3 };
    },
  };
  home = createDumpHome({ main: shop }, { folders });
  const { plan } = home.plan;
  home.catalogue.plans.put({ ...plan, keep: lastOnly, drive: { ...plan.drive, whenFull: 'prune' } });
  const [id, at] = [crypto.randomUUID(), new Date().toISOString()];
  const of = { planId: plan.id, planName: plan.name, snapshotId: null, subject: 'test' };
  home.catalogue.runs.start({ id, kind: 'backup', ...of, startedAt: at, ...ownProcess() });
  const ended = {
    endedAt: at,
    outcome: 'succeeded',
    result: null,
    error: null,
    warnings: [],
    warningCount: 0,
  } as const;
  home.catalogue.runs.end(id, { ...ended, steps: [] });
  fs.writeFileSync(path.join(home.source, 'diary'), 'today\n');
  for (let made = 0; made < 2; made += 1) await home.backUp();
  expect(names()).toHaveLength(2);
  filled = true;
}

describe.each([
  ['with folders', true],
  ['alone', false],
])('databases %s that there is no room for', (_, folders) => {
  test('are dumped once what is no longer kept has gone, and nothing is told of the first try', async () => {
    await fill(folders);
    const ids = () => home.catalogue.snapshots.list(home.plan.key).map(({ id }) => id);
    const [newer, older] = ids();
    const report = await home.backUp();
    expect(report).toMatchObject({
      result: { pruned: 1, databases: [{ database: 'shop', error: null }] },
      warnings: [],
    });
    expect(report.failure).toBeUndefined();
    expect(names()).toHaveLength(2);
    // The new one may have taken the name of the one that went, in the same second.
    expect(ids()[1]).toBe(newer);
    expect(ids()).not.toContain(older);
  });
});
