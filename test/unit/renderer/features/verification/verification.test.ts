import { describe, expect, test } from 'vitest';
import { answerVerification } from '../../../../../renderer/features/verification/answer-verification.ts';
import { markOfSnapshots } from '../../../../../renderer/features/verification/mark-of-snapshots.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const unchecked = { damaged: 0, verifiedAt: null };
const whole = { damaged: 0, verifiedAt: '2026-11-21T11:00:00.000Z' };
const longAgo = { damaged: 0, verifiedAt: '2026-11-18T11:00:00.000Z' };
const damaged = { damaged: 3, verifiedAt: '2026-11-21T11:00:00.000Z' };

describe('“Is what I have whole?”', () => {
  test.each([
    [[], 'There is no snapshot to check yet.', 'Not proven'],
    [[unchecked, unchecked], 'Nothing has been proven whole yet.', 'Not proven'],
    [
      [whole, unchecked, unchecked],
      'What was checked is whole; 2 of 3 snapshots are yet to be checked.',
      'Partly proven',
    ],
    [[whole], 'The snapshot is whole, as was checked 1 h ago.', 'Whole'],
    [[whole, longAgo], 'All 2 snapshots are whole; the oldest check was 3 days ago.', 'Whole'],
    [[damaged], 'The snapshot holds damaged files.', 'Damaged'],
    [[damaged, whole, unchecked], '1 of 3 snapshots holds damaged files.', 'Damaged'],
    [[damaged, damaged], '2 of 2 snapshots hold damaged files.', 'Damaged'],
  ])('%j', (snapshots, sentence, word) => {
    expect(answerVerification(snapshots, now)).toBe(sentence);
    expect(markOfSnapshots(snapshots).word).toBe(word);
  });
});
