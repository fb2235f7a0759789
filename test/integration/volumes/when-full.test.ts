import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeepPolicy } from '#shared/domain/retention.ts';
import type { Progress, RunDetail } from '#shared/domain/run.ts';
import { executeRun } from '../../../electron/engine/runs/execute-run.ts';
import { ownProcess } from '../../../electron/engine/runs/process-identity.ts';
import { differences } from '../../helpers/compare-trees.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';

const megabyte = 1 << 20;
const none: KeepPolicy = { last: 0, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

let folder: string;
let real: RealHome;
let planId: string;

describe.runIf(canMount)('a full drive', () => {
  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-full-')));
    mountTmpfs(`${folder}/drive`, 'size=24m');
    real = createRealHome(`${folder}/drive/repository`);
  });
  afterEach(() => {
    real.close();
    unmount(`${folder}/drive`);
    fs.rmSync(folder, { recursive: true });
  });

  const drive = () => path.join(folder, 'drive');
  const write = (name: string, megabytes: number): void =>
    void execFileSync('dd', ['if=/dev/urandom', `of=${path.join(real.source, name)}`, 'bs=1M', `count=${megabytes}`], {
      stdio: 'ignore',
    });
  /** A plan of the source folder with two snapshots, the older of which holds a file of 8 MB that has gone since. */
  const makePlan = async (keep: KeepPolicy, whenFull: 'warn' | 'prune'): Promise<void> => {
    const row = real.addPlan('Papers', [real.source]);
    planId = row.plan.id;
    real.catalogue.plans.put({ ...row.plan, keep, drive: { ...row.plan.drive, whenFull } });
    write('large', 8);
    write('small', 1);
    await backUp();
    fs.rmSync(path.join(real.source, 'large'));
    write('small', 1);
    await backUp();
    expect(names()).toHaveLength(2);
  };
  const names = (): readonly string[] =>
    fs.readdirSync(path.join(drive(), 'repository', 'plans', slug(), 'snapshots')).toSorted();
  const slug = (): string => real.catalogue.plans.get(planId)?.plan.slug ?? '';
  const newest = (): string =>
    path.join(drive(), 'repository', 'plans', slug(), 'snapshots', names().at(-1) ?? '', 'files', real.source);

  const backUp = async (watch: (progress: Progress) => void = () => undefined): Promise<RunDetail> => {
    const [runId, startedAt] = [crypto.randomUUID(), new Date().toISOString()];
    const of = { planId, planName: 'Papers', snapshotId: null, subject: 'test' };
    real.catalogue.runs.start({ id: runId, kind: 'backup', ...of, startedAt, ...ownProcess() });
    const job = { kind: 'backup', planId, fullChecksum: false } as const;
    const request = { home: real.home, runId, startedAt, keepFreeBytes: megabyte, job };
    await executeRun(request, new AbortController().signal, watch);
    const detail = real.catalogue.runs.find(runId);
    if (!detail) throw new Error('the run was not recorded');
    return detail;
  };

  test('lets what is no longer kept go, and is tried again', async () => {
    await makePlan({ ...none, last: 1 }, 'prune');
    const [older = '', newer = ''] = names();
    write('more', 16);
    expect(await backUp()).toMatchObject({ outcome: 'succeeded', result: { pruned: 1 }, warnings: [] });
    expect(names()).not.toContain(older);
    expect(names()).toContain(newer);
    expect(differences(real.source, newest())).toEqual([]);
    const [entry] = real.catalogue.audit.list({ action: 'prune', order: 'newest-first', limit: 10 }).entries;
    expect(entry).toMatchObject({ way: 'engine', planId, details: { order: { snapshots: [older] } } });
    expect(fs.readdirSync(path.join(drive(), 'repository', 'plans', slug(), 'incomplete'))).toEqual([]);
  });

  test('never goes beyond the policy: where all is kept the backup fails, and all of it stays', async () => {
    await makePlan({ ...none, last: 5 }, 'prune');
    const before = names();
    write('more', 16);
    expect(await backUp()).toMatchObject({ outcome: 'failed', error: { code: 'destination-full' } });
    expect(names()).toEqual(before);
    // Less of it fits.
    write('more', 4);
    expect(await backUp()).toMatchObject({ outcome: 'succeeded' });
    expect(names()).toHaveLength(3);
  });

  test('only warns where nobody wanted more', async () => {
    await makePlan({ ...none, last: 1 }, 'warn');
    const before = names();
    write('more', 16);
    expect(await backUp()).toMatchObject({ outcome: 'failed', error: { code: 'destination-full' } });
    expect(names()).toEqual(before);
  });

  test('that did not get enough room by it says so, and frees it again for a smaller one', async () => {
    await makePlan({ ...none, last: 1 }, 'prune');
    write('more', 23);
    const failed = await backUp();
    expect(failed).toMatchObject({ outcome: 'failed', error: { code: 'destination-full', details: { pruned: 1 } } });
    expect(failed.error?.message).toContain('1 of the snapshots that were no longer kept went');
    expect(names()).toHaveLength(1);
    write('more', 16);
    expect(await backUp()).toMatchObject({ outcome: 'succeeded' });
  });

  test('fills up while it is copied to: what was copied is gone on from', async () => {
    await makePlan({ ...none, last: 1 }, 'prune');
    for (const name of ['one', 'two', 'three']) write(name, 2);
    let filled = false;
    const run = await backUp(({ phase }) => {
      if (phase !== 'copying' || filled) return;
      filled = true;
      // 24 MB, of which some 10 are taken: 2 stay.
      execFileSync('dd', ['if=/dev/zero', `of=${drive()}/in the way`, 'bs=1M', 'count=12'], { stdio: 'ignore' });
    });
    expect(run).toMatchObject({ outcome: 'succeeded', result: { pruned: 1 } });
    expect(differences(real.source, newest())).toEqual([]);
  });
});
