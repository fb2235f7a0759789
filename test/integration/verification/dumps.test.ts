import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDumpHome, type DumpHome } from '../../helpers/dump-home.ts';

let home: DumpHome;
let snapshotId: string;
beforeEach(async () => {
  home = createDumpHome({ main: { shop: { orders: 10 }, stock: { parts: 5 } } });
  fs.writeFileSync(path.join(home.source, 'letter'), 'first');
  snapshotId = (await home.backUp()).snapshotId ?? '';
});
afterEach(() => home.close());

const placeOf = (id: string, file: string): string => path.join(home.folderOf(id), 'databases/main', file);

function flipByte(file: string, at = 100): void {
  const bytes = fs.readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  fs.writeFileSync(file, bytes);
}

const verify = () => home.run({ kind: 'verify', snapshotIds: [snapshotId] });
const repair = (dryRun = false) => home.run({ kind: 'repair', snapshotIds: [snapshotId], dryRun });
const stateOf = (database: string) => home.catalogue.dumps.find({ snapshotId, database })[0]?.dump.damaged;

test('a check reads the dumps too', async () => {
  const { outcome, result } = await verify();
  expect(outcome).toBe('succeeded');
  expect(result).toMatchObject({ checked: 1 + 2 * 2 + 1, dumps: 2, damaged: [], missing: [] });
  expect(home.catalogue.snapshots.byId(snapshotId)?.verifiedAt).not.toBeNull();
});

test('a dump with one flipped byte is found and told, and is no good copy any more', async () => {
  const file = placeOf(snapshotId, 'shop.dump');
  flipByte(file);
  const { error, result } = await verify();
  expect(error?.code).toBe('damaged');
  expect(result).toMatchObject({ damaged: [{ path: file, reason: expect.any(String) }], missing: [] });
  expect([stateOf('shop'), stateOf('stock')]).toEqual([true, false]);
  const good = home.catalogue.dumps.newestGood(home.plan.key).map(({ dump }) => dump.database);
  expect(good).toEqual(['stock']);
  expect(home.catalogue.damage.of(snapshotId)).toMatchObject([{ path: file, missing: false }]);
});

test('what is missing or changed of the rest is told as well: counts, roles', async () => {
  fs.rmSync(placeOf(snapshotId, 'shop.counts.json'));
  flipByte(placeOf(snapshotId, 'globals.sql'), 3);
  const { result } = await verify();
  expect(result).toMatchObject({
    damaged: [{ path: placeOf(snapshotId, 'globals.sql') }],
    missing: [{ path: placeOf(snapshotId, 'shop.counts.json') }],
  });
});

test('a damaged dump is mended from a dump of equal content, and the damaged one is kept aside', async () => {
  const other = (await home.backUp()).snapshotId ?? '';
  const file = placeOf(snapshotId, 'shop.dump');
  const whole = fs.readFileSync(file);
  flipByte(file);
  await verify();
  expect(await repair(true)).toMatchObject({ result: { dryRun: true, repaired: 1, left: 0 } });
  expect(fs.readFileSync(file).equals(whole)).toBe(false);
  const { outcome, result } = await repair();
  expect(outcome).toBe('succeeded');
  expect(result).toMatchObject({
    repaired: 1,
    fromSnapshot: 1,
    items: [{ path: file, from: { path: placeOf(other, 'shop.dump') } }],
  });
  expect(fs.readFileSync(file).equals(whole)).toBe(true);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  const aside = path.join(home.repository, 'plans', home.plan.plan.slug, 'damaged');
  expect(fs.readdirSync(aside, { recursive: true })).toContainEqual(expect.stringMatching(/shop\.dump$/));
  expect(stateOf('shop')).toBe(false);
  expect(await verify()).toMatchObject({ outcome: 'succeeded' });
});

test('without an equal one it is left, with the reason and what to do', async () => {
  home.servers.main = { shop: { orders: 11 }, stock: { parts: 5 } };
  await home.backUp();
  const file = placeOf(snapshotId, 'shop.dump');
  flipByte(file);
  await verify();
  const { error, result } = await repair();
  expect(error?.code).toBe('repair-incomplete');
  expect(result).toMatchObject({
    ...{ repaired: 0, left: 1 },
    items: [{ path: file, outcome: 'left', next: 'back-up', reason: expect.stringContaining('no other dump') }],
  });
  expect(stateOf('shop')).toBe(true);
});

test('the list of sums, with its lines of dumps, can be made again as it was', async () => {
  const sums = path.join(home.folderOf(snapshotId), 'SHA256SUMS.gz');
  const whole = fs.readFileSync(sums);
  flipByte(sums, 30);
  await verify();
  expect(await repair()).toMatchObject({ outcome: 'succeeded', result: { repaired: 1 } });
  expect(fs.readFileSync(sums).equals(whole)).toBe(true);
});

test('the lists of a snapshot of databases alone too', async () => {
  snapshotId = (await home.backUp('databases')).snapshotId ?? '';
  const lists = ['SHA256SUMS.gz', 'METADATA.gz'].map((name) => path.join(home.folderOf(snapshotId), name));
  const whole = lists.map((list) => fs.readFileSync(list));
  for (const list of lists) fs.rmSync(list);
  await verify();
  expect(await repair()).toMatchObject({ outcome: 'succeeded', result: { repaired: 2 } });
  expect(lists.map((list, at) => whole[at]?.equals(fs.readFileSync(list)))).toEqual([true, true]);
});
