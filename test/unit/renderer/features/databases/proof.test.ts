import { describe, expect, test } from 'vitest';
import type { Proof } from '#shared/domain/database.ts';
import { answerDatabases, detailDatabases } from '../../../../../renderer/features/databases/answer-databases.ts';
import { describeProof, markOfDump, reportOf } from '../../../../../renderer/features/databases/describe-proof.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

const proof = (ok: boolean): Proof => ({
  at: '2026-11-19T11:00:00.000Z',
  runId: '00000000-0000-4000-8000-000000000001',
  ok,
  where: 'scratch-server',
  serverVersion: '15.14',
  restoreMs: 12_000,
  checkMs: 3000,
  checks: { passed: ok ? 1240 : 1239, total: 1240 },
  failures: [],
  remarks: [],
});

const proven = { damaged: false, proof: proof(true) };
const failed = { damaged: false, proof: proof(false) };
const unproven = { damaged: false, proof: null };
const damaged = { damaged: true, proof: proof(true) };

describe('a dump', () => {
  test.each([
    ['proven', proven, 'Proven', 'proven by restore 2 days ago'],
    ['failed', failed, 'Failed', 'test restore failed 2 days ago'],
    ['unproven', unproven, 'Not yet proven', 'not yet proven'],
    ['damaged, whatever was proven before', damaged, 'Damaged', 'its files are damaged or missing'],
  ])('%s', (_, dump, word, sentence) => {
    expect(markOfDump(dump).word).toBe(word);
    expect(describeProof(dump, now)).toBe(sentence);
  });

  test('its report tells where, how much and how long', () => {
    expect(reportOf(proof(true))).toBe(
      'Restored on this computer with PostgreSQL 15.14 in 12 s. 1,240 of 1,240 comparisons held, in 3 s.',
    );
  });
});

describe('“Could I restore my databases?”', () => {
  test.each([
    [[], 'No database has been backed up yet.'],
    [[proven], 'Its newest dump is proven by restoring it.'],
    [[proven, proven], 'The newest dumps of all 2 databases are proven by restoring them.'],
    [[unproven], 'The newest dump is not yet proven by restoring it.'],
    [[proven, unproven], 'The newest dump of 1 of 2 databases is not yet proven.'],
    [[proven, unproven, failed], 'The newest dump of 1 of 3 databases cannot be relied on.'],
    [[damaged, failed], 'The newest dumps of 2 of 2 databases cannot be relied on.'],
  ])('%j', (dumps, sentence) => {
    expect(answerDatabases(dumps)).toBe(sentence);
  });

  test('how much, and how old the newest is', () => {
    const dumps = [
      { at: '2026-11-21T11:00:00.000Z', bytes: 1_000_000 },
      { at: '2026-11-20T11:00:00.000Z', bytes: 2_000_000 },
    ];
    expect(detailDatabases(dumps, now)).toBe('2 databases · 3.00 MB in dumps · newest dump 1 h ago');
  });
});
