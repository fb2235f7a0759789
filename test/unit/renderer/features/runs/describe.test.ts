import { describe, expect, test } from 'vitest';
import type { Progress } from '#shared/domain/run.ts';
import { shareDone } from '#shared/share-done.ts';
import { describeProgress } from '../../../../../renderer/features/runs/describe-progress.ts';
import { describeResult, nameRun } from '../../../../../renderer/features/runs/describe-run.ts';

const progress: Progress = {
  phase: 'copying',
  filesDone: 1204,
  filesTotal: 5000,
  bytesDone: 1_200_000_000,
  bytesTotal: 4_000_000_000,
  bytesPerSecond: 85_000_000,
  leftMs: 40_000,
  path: null,
};
const unknown: Progress = {
  ...progress,
  filesDone: 0,
  filesTotal: null,
  bytesDone: 0,
  bytesTotal: null,
  bytesPerSecond: 0,
  leftMs: null,
};

describe('progress in words', () => {
  test('says what, how long, how much and how fast', () => {
    expect(describeProgress(progress)).toBe(
      'Copying · about 40 s left · 1.20 GB of 4.00 GB · 85.0 MB/s · 1,204 of 5,000 files',
    );
  });

  test('of a deletion says how many a second', () => {
    const deleting: Progress = { ...unknown, phase: 'deleting', filesDone: 10, filesTotal: 20, filesPerSecond: 42_000 };
    expect(describeProgress(deleting)).toBe('Deleting · 42,000 a second · 10 of 20 files');
  });

  test('leaves out what is not known', () => {
    expect(describeProgress(unknown)).toBe('Copying');
  });

  test('of databases counts tables', () => {
    const proving: Progress = { ...unknown, phase: 'proving', filesDone: 3, filesTotal: 21 };
    expect(describeProgress(proving)).toBe('Comparing with what was recorded · 3 of 21 tables');
  });

  test('while looking for changes counts files alone', () => {
    expect(describeProgress({ ...unknown, phase: 'scanning', filesDone: 12, bytesDone: 5, bytesPerSecond: 9 })).toBe(
      'Looking for changes · 12 files',
    );
  });

  test('the share goes by bytes, then by files, and is never more than all', () => {
    expect(shareDone(progress)).toBe(0.3);
    expect(shareDone({ ...progress, bytesTotal: 0 })).toBe(1204 / 5000);
    expect(shareDone({ ...progress, bytesDone: 5e9 })).toBe(1);
    expect(shareDone(unknown)).toBeUndefined();
  });
});

describe('a run in words', () => {
  test('has its plan in its name where it has one', () => {
    expect(nameRun({ kind: 'backup', planName: 'Photos' })).toBe('Backup of “Photos”');
    expect(nameRun({ kind: 'verify', planName: null })).toBe('Verification');
  });

  test('says what it changed', () => {
    const files = { added: 3, changed: 14, removed: 1, unchanged: 9, moved: 0, bytesCopied: 42_000_000 };
    expect(describeResult({ error: null, result: { kind: 'backup', unchanged: false, files } })).toBe(
      '3 added, 14 changed, 1 removed; 42.0 MB copied',
    );
    const result = { kind: 'backup', unchanged: false, files: { ...files, moved: 2 } } as const;
    expect(describeResult({ error: null, result })).toBe('3 added, 14 changed, 1 removed; 2 moved, 42.0 MB copied');
    expect(describeResult({ error: null, result: { kind: 'backup', unchanged: true, files } })).toBe(
      'Nothing had changed: the newest snapshot was confirmed.',
    );
  });

  test('a failure speaks for itself, a run that goes on says nothing yet', () => {
    expect(describeResult({ error: { code: 'internal', message: 'It broke.', details: {} }, result: null })).toBe(
      'It broke.',
    );
    expect(describeResult({ error: null, result: null })).toBe('');
  });

  test('test restores tell how many databases were proven, or how many were not', () => {
    const tested = (ok: boolean) => ({
      ...{ snapshot: 's', label: 'main', database: 'shop', ok, checks: { passed: 1, total: 1 } },
      ...{ failures: [], remarks: [], restoreMs: 1, checkMs: 1 },
    });
    const say = (...databases: readonly boolean[]) =>
      describeResult({ error: null, result: { kind: 'test-restore', databases: databases.map(tested) } });
    expect(say(true)).toBe('1 database restored as a test, all as it was recorded');
    expect(say(true, true)).toBe('2 databases restored as a test, all as they were recorded');
    expect(say(true, false)).toBe('1 of 2 databases did not restore to what was recorded');
    expect(nameRun({ kind: 'test-restore', planName: 'Shop' })).toBe('Test restore of “Shop”');
  });

  test('damage is counted', () => {
    const result = {
      kind: 'verify',
      checked: 10,
      bytes: 1,
      damaged: [{ snapshot: 'a', path: '/x', reason: 'differs' }],
      missing: [{ snapshot: 'a', path: '/y' }],
    } as const;
    expect(
      describeResult({
        error: null,
        result: { ...result, damaged: [...result.damaged], missing: [...result.missing] },
      }),
    ).toBe('2 files are damaged or missing, 10 compared');
  });
});
