import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pace } from '../../../../electron/engine/tray/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is asked for often is done at once, and then once in that time', async () => {
  const act = vi.fn();
  const { ask } = pace(act, 1000);
  for (let count = 0; count < 100; count += 1) ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(act).toHaveBeenCalledTimes(1);
  for (let ms = 0; ms < 3000; ms += 100) {
    ask();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(act.mock.calls.length).toBeLessThanOrEqual(4);
});

test('what is asked for while it is being done is done again, as it may have looked too early', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const act = vi.fn(() => promise);
  const { ask } = pace(act, 1000);
  ask();
  await vi.advanceTimersByTimeAsync(0);
  ask();
  await vi.advanceTimersByTimeAsync(5000);
  expect(act).toHaveBeenCalledTimes(1);
  resolve();
  await vi.advanceTimersByTimeAsync(999);
  expect(act).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(act).toHaveBeenCalledTimes(2);
});

test('nothing is done once it has been stopped, and nothing while nobody asks', async () => {
  const act = vi.fn();
  const paced = pace(act, 1000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(act).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
  paced.ask();
  paced.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(act).not.toHaveBeenCalled();
});
