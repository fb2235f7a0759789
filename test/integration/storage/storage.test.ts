import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../electron/engine/catalogue/open-catalogue.ts';
import { createSpaceStore } from '../../../electron/engine/storage/space-store.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { endedRun } from '../../helpers/ended-run.ts';
import { expectContent } from '../../helpers/expect-content.ts';

let home: BackupHome;
const services = () => home.engine.services;
const write = (name: string, bytes: number, fill = name) =>
  fs.writeFileSync(path.join(home.source, name), Buffer.alloc(bytes, fill));
const stored = async () => (await services().storage.get(undefined)).repositories[0];
const planBytes = async () => (await stored())?.plans[0]?.bytes;
const remove = async (folder: string | undefined) => {
  const snapshot = path.basename(folder ?? '');
  const confirm = await services()
    .snapshots.remove({ snapshot })
    .catch(({ details }) => details.phrase);
  await endedRun(home.engine, (await services().snapshots.remove({ snapshot, confirm })).runId);
};

beforeEach(async () => {
  home = await openBackupHome();
  await home.addPlan();
});
afterEach(() => home.close());

describe('what a plan takes', () => {
  it('is kept up to date by backups and deletions, without counting', async () => {
    write('one', 1000);
    write('two', 2000);
    await home.backUp();
    expect(expectContent(home.home)).toBe(1);
    expect(await planBytes()).toBe(3000);
    write('one', 1500);
    await home.backUp();
    fs.rmSync(path.join(home.source, 'two'));
    fs.chmodSync(path.join(home.source, 'one'), 0o600);
    await home.backUp();
    write('one', 1000);
    write('two', 2000);
    await home.backUp();
    expect(expectContent(home.home)).toBe(1);
    expect(await planBytes()).toBe(1000 + 2000 + 1500 + 1000);
    const [first, second] = home.snapshots();
    await remove(second);
    expectContent(home.home);
    await remove(first);
    expectContent(home.home);
    await remove(home.snapshots().at(-1));
    expect(expectContent(home.home)).toBe(1);
    expect(await planBytes()).toBe(1500);
  });

  it('is counted again after a rebuild', async () => {
    write('one', 1000);
    await home.backUp();
    write('one', 500);
    await home.backUp();
    await endedRun(home.engine, (await services().repositories.rebuild({})).runId);
    expect(await planBytes()).toBe(1500);
    expect(expectContent(home.home)).toBe(1);
  });
});

describe('what a snapshot takes', () => {
  it('is told by inode: its own, and what others hold too, also under other names', async () => {
    write('moved', 1000);
    write('stays', 2000);
    fs.linkSync(path.join(home.source, 'stays'), path.join(home.source, 'also'));
    await home.backUp();
    fs.renameSync(path.join(home.source, 'moved'), path.join(home.source, 'elsewhere'));
    write('new', 4000);
    fs.linkSync(path.join(home.source, 'new'), path.join(home.source, 'new too'));
    await home.backUp();
    const folder = home.snapshots().at(-1) ?? '';
    const lists = fs
      .readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => fs.statSync(path.join(folder, name)).size);
    const told = await services().storage.measure({ snapshot: 'latest' });
    expect(told).toMatchObject({ sharedBytes: 3000, sharedFiles: 2, uniqueFiles: 1 + lists.length });
    expect(told.uniqueBytes).toBe(4000 + lists.reduce((sum, size) => sum + size, 0));
    const apparent = execFileSync('du', ['-s', '--apparent-size', '--block-size=1', folder], { encoding: 'utf8' });
    expect(told.uniqueBytes + told.sharedBytes).toBeLessThanOrEqual(Number.parseInt(apparent, 10));
    await expect(services().storage.measure({ snapshot: 'nothing' })).rejects.toMatchObject({
      code: 'snapshot-not-found',
    });
  });
});

describe('the room that is left', () => {
  const dayMs = 24 * 60 * 60 * 1000;

  it('is recorded day by day once a command has backed up, and foretold from that', async () => {
    write('one', 1000);
    await home.backUp();
    const now = await stored();
    const [id, free, total] = [now?.repository.id ?? '', now?.freeBytes ?? 0, now?.totalBytes ?? 0];
    expect(now).toMatchObject({ forecast: null, bytes: 1000, floorBytes: 256 * 1024 * 1024 });
    const db = openCatalogue(home.home);
    const space = createSpaceStore(db);
    // As if each day had taken a fifth of what is free now.
    for (let ago = 8; ago > 0; ago -= 1) {
      const at = new Date(Date.now() - ago * dayMs).toISOString();
      const freeBytes = Math.round(free * (1 + ago / 5));
      space.put(id, { day: at.slice(0, 10), at, totalBytes: total, freeBytes, plans: [] });
    }
    db.close();
    const low = await stored();
    expect(low?.low).not.toBeNull();
    expect(Date.parse(low?.forecast?.fullAt ?? '') - Date.now()).toBeLessThan(6 * dayMs);
    await home.engine.close();
    home = await openBackupHome({ folder: home.folder, again: true });
    const { days } = await services().storage.trend({ repository: id, days: 30 });
    expect(days).toHaveLength(9);
    expect(days.at(-1)).toMatchObject({ plans: [{ bytes: 1000 }], totalBytes: total });
    const short = await services().storage.trend({ repository: home.repository, days: 2 });
    expect(short.days.length).toBeLessThan(5);
  });
});
