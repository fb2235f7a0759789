import { expect, test } from 'vitest';
import { createSafetyExpiry } from '../../../../electron/engine/safety/expire-safety.ts';
import { keptUntil } from '../../../../electron/engine/snapshots/kept-until.ts';

const dayMs = 24 * 60 * 60 * 1000;
const completedAt = '2026-11-21T06:31:00.000Z';
const made = Date.parse(completedAt);

/** One safety snapshot of plan 1, asked for as the catalogue does. */
function expiryAt(now: { value: number }) {
  const expired = async (planKey: number, completedBy: string): Promise<string[]> =>
    planKey === 1 && completedAt <= completedBy ? ['safety'] : [];
  return createSafetyExpiry({ expired, clock: { now: () => now.value } });
}

test('a safety snapshot is kept for 30 days, a backup until somebody deletes it', () => {
  expect(keptUntil({ kind: 'safety', completedAt })).toBe('2026-12-21T06:31:00.000Z');
  expect(keptUntil({ kind: 'backup', completedAt })).toBeNull();
});

test('it is due from then on, and not a millisecond before', async () => {
  const now = { value: made + 30 * dayMs - 1 };
  const expiry = expiryAt(now);
  expect(await expiry.due(1)).toEqual([]);
  now.value += 1;
  expect(await expiry.due(1)).toEqual(['safety']);
  expect(await expiry.due(2)).toEqual([]);
});

test('where deleting it failed, it is due again a day later', async () => {
  const now = { value: made + 40 * dayMs };
  const expiry = expiryAt(now);
  expiry.started(await expiry.due(1));
  expect(await expiry.due(1)).toEqual([]);
  now.value += dayMs - 1;
  expect(await expiry.due(1)).toEqual([]);
  now.value += 1;
  expect(await expiry.due(1)).toEqual(['safety']);
});
