import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { hasLivingThreads } from '../../../electron/engine/living-threads.ts';
import { endReadyWorkers, readyWorker, startWorker } from '../../../electron/engine/workers.ts';
import { eventually } from '../../helpers/eventually.ts';

test('a thread that was made ready is taken once, and works; the next one is new', async () => {
  readyWorker('run', { kind: 'verify' });
  readyWorker('run', { kind: 'verify' });
  const taken = startWorker('run', { kind: 'verify' });
  const next = startWorker('run', { kind: 'verify' });
  expect(next.threadId).toBeGreaterThan(taken.threadId);
  for (const worker of [taken, next]) {
    worker.postMessage('close');
    expect(await once(worker, 'exit')).toEqual([0]);
  }
  expect(hasLivingThreads()).toBe(false);
});

test('one for other data is left alone', async () => {
  readyWorker('run', { kind: 'backup' });
  const other = startWorker('run', { kind: 'restore' });
  other.postMessage('close');
  await once(other, 'exit');
  expect(hasLivingThreads()).toBe(true);
  await endReadyWorkers();
  expect(hasLivingThreads()).toBe(false);
});

test('one that fails meanwhile is forgotten, and fails for whoever starts it again', async () => {
  const data = { home: '/no/such/home' };
  readyWorker('catalogue', data);
  await eventually(() => !hasLivingThreads());
  const [error] = await once(startWorker('catalogue', data), 'error');
  expect(String(error)).toContain('directory does not exist');
});

test('one that nobody takes within a minute ends', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  readyWorker('run', { kind: 'repair' });
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  await eventually(() => !hasLivingThreads());
});
