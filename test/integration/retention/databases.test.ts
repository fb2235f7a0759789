import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyPolicy } from '../../../electron/engine/retention/apply-policy.ts';
import type { KeepPolicy } from '../../../shared/domain/retention.ts';
import { HoldfastError } from '../../../shared/errors.ts';
import { createDumpHome, type DumpHome } from '../../helpers/dump-home.ts';

const none: KeepPolicy = { last: 0, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

let home: DumpHome;
let id: string;
beforeEach(() => {
  home = createDumpHome({ main: { shop: { orders: 3 }, wiki: { page: 1 } } });
  id = home.plan.plan.databases[0]?.id ?? '';
});
afterEach(() => home.close());

const backUp = async (only?: 'files' | 'databases') => {
  fs.appendFileSync(path.join(home.source, 'diary'), 'one more line\n');
  const { snapshotId } = await home.backUp(only);
  if (snapshotId === undefined) throw new Error('nothing was backed up');
  return snapshotId;
};
const state = () => home.catalogue.retention.state(home.plan);
const holds = (snapshotId: string) => {
  const found = state().snapshots.find((snapshot) => snapshot.id === snapshotId);
  const told = (things: readonly string[] = []) =>
    things.map((thing) => thing.replace(id, 'main').replace(home.source, 'source')).toSorted();
  return { holds: told(found?.holds), good: told(found?.good), proven: told(found?.proven) };
};
const judge = (policy: KeepPolicy) =>
  applyPolicy({
    ...{ policy, snapshots: state().snapshots, now: Date.now() + 1000, timeZone: 'UTC', facts: { frozen: null } },
  });
const reasonsOf = (policy: KeepPolicy, snapshotId: string) =>
  judge(policy)
    .find((verdict) => verdict.id === snapshotId)
    ?.reasons.map(({ kind }) => kind);

const files = ['files', 'folder source'];
const dumps = ['database main shop', 'database main wiki'];

it('each snapshot counts for what it holds, and only for that', async () => {
  const all = await backUp();
  const databases = await backUp('databases');
  const alone = await backUp('files');
  expect(holds(all)).toEqual({ holds: [...dumps, ...files], good: [...dumps, ...files], proven: [] });
  expect(holds(databases)).toEqual({ holds: dumps, good: dumps, proven: [] });
  expect(holds(alone)).toEqual({ holds: files, good: files, proven: [] });
  expect([all, databases, alone].map((one) => reasonsOf({ ...none, last: 1 }, one))).toEqual([
    [],
    ['last-good', 'last'],
    ['last-good', 'last'],
  ]);
});

it('a run whose database failed never stands for it: the last good dump stays', async () => {
  const good = await backUp();
  home.servers.main = { shop: new HoldfastError('internal', { reason: 'the server is gone' }), wiki: { page: 2 } };
  const failed = await backUp();
  expect(holds(failed)).toEqual({
    ...{ holds: ['database main wiki', ...files], good: ['database main wiki', ...files], proven: [] },
  });
  expect(reasonsOf({ ...none, last: 1 }, good)).toEqual(['last-good', 'last']);
  expect(reasonsOf({ ...none, daily: 1, last: 0 }, failed)).toEqual(['last-good']);
});

it('what is known to be damaged is no last good copy, and the last proven dump stays', async () => {
  const [first, second, third] = [await backUp(), await backUp(), await backUp()];
  const proof = JSON.stringify({ ok: true });
  const insert = home.db.prepare(
    'INSERT INTO proof (snapshot_id, source_id, database, at, json) VALUES (?, ?, ?, ?, ?)',
  );
  insert.run(first, id, 'shop', new Date().toISOString(), proof);
  home.db.prepare('UPDATE snapshot SET damaged = 1 WHERE id = ?').run(third);
  expect(holds(third).good).toEqual(dumps);
  expect(holds(first).proven).toEqual(['database main shop']);
  expect([first, second, third].map((one) => reasonsOf({ ...none, yearly: 0, last: 1 }, one))).toEqual([
    ['last-proven'],
    ['last-good'],
    ['last-good', 'last'],
  ]);
});
