import { expect, test } from 'vitest';
import type { DatabaseRow } from '../../../../build/bench/database/measure-database.ts';
import type { BenchResult, Sample } from '../../../../build/bench/result.ts';
import { evaluateTargets } from '../../../../build/bench/targets.ts';
import { sampleOf, someMachine } from './sample-of.ts';

const resultOf = (samples: readonly Sample[]): BenchResult => ({
  parts: {
    '100k': { machine: someMachine, title: '100k files', description: 'files', rounds: 1, samples, failures: [] },
  },
});

function target(result: BenchResult, what: string, wanted = '') {
  return evaluateTargets(result).find((row) => row.what.startsWith(what) && row.wanted.includes(wanted));
}

test('nothing measured, nothing met', () => {
  const rows = evaluateTargets({ parts: {} });
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.every(({ measured, met }) => measured === null && met === null)).toBe(true);
});

test('a ratio is compared with its limit, and the fastest is named', () => {
  const result = resultOf([
    sampleOf({ seconds: 1 }),
    sampleOf({ peer: 'rsync', seconds: 10 }),
    sampleOf({ peer: 'borg', seconds: 3 }),
  ]);
  expect(target(result, 'nothing changed, 100k', 'fastest')).toMatchObject({ measured: '0.33 (borg)', met: false });
  expect(target(result, 'nothing changed, 100k', '--link-dest')).toMatchObject({ measured: '0.10', met: true });
});

test('the first backup is compared with rsync and its checksum pass', () => {
  const result = resultOf([
    sampleOf({ step: 'first-backup', seconds: 7 }),
    sampleOf({ step: 'first-backup', peer: 'rsync', seconds: 6, apartSeconds: 4 }),
  ]);
  expect(target(result, 'first backup, 100k', 'sha256sum')).toMatchObject({ measured: '0.70', met: true });
});

test('a snapshot may take as much as cp -al, and the changed data', () => {
  const result = resultOf([
    sampleOf({ step: 'changed-0.3', addedBytes: 150, changedBytes: 50 }),
    sampleOf({ step: 'changed-0.3', peer: 'cp-al', addedBytes: 999, firstAddedBytes: 80 }),
  ]);
  expect(target(result, 'space')).toMatchObject({ measured: '1.25', met: false });
});

test('a rename copies nothing at all', () => {
  const none = resultOf([sampleOf({ step: 'renamed', copiedBytes: 0 })]);
  expect(target(none, 'data copied')).toMatchObject({ measured: '0.00', met: true });
  const some = resultOf([sampleOf({ step: 'renamed', copiedBytes: 2e6 })]);
  expect(target(some, 'data copied')).toMatchObject({ measured: '2.00', met: false });
});

test('the longest standstill of all steps counts, in the host and in the command', () => {
  const result = resultOf([sampleOf({ loopMs: 20 }), sampleOf({ peer: 'holdfast-host', loopMs: 70 })]);
  expect(target(result, 'longest')).toMatchObject({ measured: '70', met: false });
});

test('beside it stands what a process with nothing to do stood still meanwhile', () => {
  const own = sampleOf({ loopMs: 70, bystanderLoopMs: 60 });
  const result = resultOf([own, sampleOf({ peer: 'rsync', bystanderLoopMs: 90 })]);
  expect(target(result, 'longest')).toMatchObject({ measured: '70 (a process with nothing to do: 60)', met: false });
});

test('a dump is compared with pg_dump, its test restore with pg_restore', () => {
  const row = (what: DatabaseRow['what'], seconds: number): DatabaseRow => ({
    what,
    seconds,
    peakBytes: 1,
    bytes: null,
  });
  const measured = [row('backup', 4), row('pg_dump', 10), row('test restore', 9), row('pg_restore', 10)];
  const database = {
    machine: someMachine,
    result: { serverVersion: '15.1', bytes: 2e9, rows: 1, rounds: 1, measured },
  };
  const result: BenchResult = { parts: {}, database };
  expect(target(result, 'dump of a database')).toMatchObject({ measured: '0.40', met: true });
  expect(target(result, 'test restore of a database')).toMatchObject({ measured: '0.90', met: false });
});
