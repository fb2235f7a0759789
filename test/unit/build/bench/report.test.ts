import { expect, test } from 'vitest';
import { replaceBetweenMarks } from '../../../../build/bench/pages.ts';
import { toMarkdown } from '../../../../build/bench/report.ts';
import { sampleOf, someMachine } from './sample-of.ts';

const report = toMarkdown({
  parts: {
    '100k': {
      machine: someMachine,
      title: '100k files',
      description: '100 files',
      rounds: 3,
      samples: [
        sampleOf({ seconds: 1.234, addedBytes: 2_500_000, peakBytes: 150e6, loopMs: 12, bystanderLoopMs: 8 }),
        sampleOf({ peer: 'rsync', seconds: 123.4, bystanderLoopMs: 9 }),
        sampleOf({ peer: 'rsync', step: 'restore-all', seconds: 5 }),
      ],
      failures: [{ peer: 'borg', step: 'first backup', round: 1, message: 'borg ended with 2:\nTraceback' }],
    },
  },
});

test('a table has a column for each program measured, and an empty cell where it has nothing for a step', () => {
  expect(report).toContain('|  | Holdfast | rsync --link-dest |');
  expect(report).toContain('| nothing changed | 1.23 | 123 |');
  expect(report).toContain('| restore of all |  | 5.00 |');
});

test('space, memory and standstills have tables of their own', () => {
  expect(report).toContain('| nothing changed | 2.5 | 0.0 |');
  expect(report).toContain('| nothing changed | 150 | 0.0 |');
  expect(report).toContain('| nothing changed |  |  | 12 | 8 | 9 |');
});

test('who is not there and who failed is said', () => {
  expect(report).toContain('Not installed, so left out: ');
  expect(report).toContain('rdiff-backup');
  expect(report).toContain('borg failed in round 1 (first backup): borg ended with 2:');
  expect(report).not.toContain('Traceback');
});

test('only what is between the marks of a page is replaced', () => {
  const page = 'before\n<!-- measured -->\nold\n<!-- /measured -->\nafter\n';
  expect(replaceBetweenMarks(page, 'new')).toBe('before\n<!-- measured -->\nnew\n<!-- /measured -->\nafter\n');
  expect(() => replaceBetweenMarks('no marks', 'new')).toThrow('marks');
});

test('what was done to a database has a table of its own', () => {
  const measured = [
    { what: 'backup' as const, seconds: 12.5, peakBytes: 150e6, bytes: 400e6 },
    { what: 'pg_restore' as const, seconds: 40, peakBytes: 3e6, bytes: null },
  ];
  const result = { serverVersion: '15.14', bytes: 2e9, rows: 12_000_000, rounds: 1, measured };
  const told = toMarkdown({ parts: {}, database: { machine: someMachine, result } });
  expect(told).toContain('### A database of 2000 MB in eight tables');
  expect(told).toContain('| Holdfast, backup | 12.50 | 150 | 400 |');
  expect(told).toContain('| pg_restore, of the dump by pg_dump | 40.00 | 3.0 |  |');
});
