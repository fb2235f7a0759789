import { expect, test } from 'vitest';
import type { Run } from '#shared/domain/run.ts';
import { exitOfRun, worstExit } from '../../../electron/cli/exit-codes.ts';

const run: Run = {
  id: '0198c0de-0000-4000-8000-000000000001',
  kind: 'backup',
  planId: null,
  planName: null,
  snapshotId: null,
  startedAt: '2026-11-21T03:52:15.000Z',
  endedAt: '2026-11-21T03:52:16.000Z',
  durationMs: 1000,
  outcome: 'succeeded',
  subject: '',
  result: null,
  error: null,
  warningCount: 0,
  steps: [],
  progress: null,
};
const error = (code: string) => ({ code, message: '', details: {} });

test('an outcome is an exit code', () => {
  expect(exitOfRun(run)).toBe(0);
  expect(exitOfRun({ ...run, outcome: 'succeeded-with-warnings' })).toBe(3);
  expect(exitOfRun({ ...run, outcome: 'cancelled', error: error('cancelled') })).toBe(130);
  expect(exitOfRun({ ...run, outcome: 'interrupted' })).toBe(1);
  expect(exitOfRun({ ...run, outcome: 'failed', error: error('program-missing') })).toBe(15);
});

test('a skipped run has the exit code of its reason', () => {
  expect(exitOfRun({ ...run, outcome: 'skipped', error: error('locked') })).toBe(11);
  expect(exitOfRun({ ...run, outcome: 'skipped', error: error('destination-missing') })).toBe(12);
});

test('an error of a newer engine is a plain failure', () => {
  expect(exitOfRun({ ...run, outcome: 'failed', error: error('something-new') })).toBe(1);
});

test('a verification that finds damage is 13, whatever its outcome says', () => {
  const verified = (count: number): Run => {
    const damaged = Array.from({ length: count }, () => ({ snapshot: 'a', path: '/a', reason: 'sum' }));
    return { ...run, kind: 'verify', result: { kind: 'verify', checked: 1, bytes: 1, damaged, missing: [] } };
  };
  expect(exitOfRun(verified(1))).toBe(13);
  expect(exitOfRun(verified(0))).toBe(0);
});

test('several plans end with the worst of their exit codes', () => {
  expect(worstExit([])).toBe(0);
  expect(worstExit([0, 3, 0])).toBe(3);
  expect(worstExit([3, 11])).toBe(11);
  expect(worstExit([12, 1, 3])).toBe(1);
  expect(worstExit([0, 1, 130])).toBe(130);
});
