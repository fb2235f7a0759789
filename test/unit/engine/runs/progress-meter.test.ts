import { expect, test } from 'vitest';
import type { Progress } from '#shared/domain/run.ts';
import { createProgressMeter } from '../../../../electron/engine/runs/progress-meter.ts';

function createMeter() {
  let now = 0;
  const published: Progress[] = [];
  const meter = createProgressMeter(
    (progress) => published.push(progress),
    () => now,
  );
  const wait = (ms: number) => {
    now += ms;
  };
  return { meter, published, wait };
}

test('progress is published ten times a second at most', () => {
  const { meter, published, wait } = createMeter();
  meter.enter('copying', { files: 1000 });
  for (let done = 0; done < 1000; done += 1) {
    wait(1);
    meter.advance({ files: 1 });
  }
  expect(published.length).toBeLessThanOrEqual(11);
});

test('the time left follows bytes and files alike: large files first do not make it minutes', () => {
  const { meter, wait } = createMeter();
  meter.enter('copying', { files: 37_000, bytes: 360_000_000 });
  wait(8000);
  meter.advance({ files: 1900, bytes: 190_000_000 }, '/large');
  expect(meter.current.leftMs).toBeGreaterThan(8000);
  expect(meter.current.leftMs).toBeLessThan(30_000);
});

test('nothing is foretold before there is something to go by, and nothing is left at the end', () => {
  const { meter, wait } = createMeter();
  meter.enter('scanning');
  wait(5000);
  meter.advance({ files: 10 });
  expect(meter.current.leftMs).toBeNull();
  meter.enter('copying', { files: 10, bytes: 0 });
  wait(500);
  meter.advance({ files: 5 });
  expect(meter.current.leftMs).toBeNull();
  wait(500);
  meter.advance({ files: 5 });
  expect(meter.current.leftMs).toBe(0);
});

test('files have a rate of their own, which begins anew with each step', () => {
  const { meter, wait } = createMeter();
  meter.enter('deleting', { files: 100 });
  wait(1000);
  meter.advance({ files: 50 });
  expect(meter.current).toMatchObject({ filesPerSecond: 50, bytesPerSecond: 0, leftMs: 1000 });
  meter.enter('deleting');
  wait(100);
  meter.advance({ files: 1 });
  expect(meter.current.filesPerSecond).toBe(0);
});

test('each step is remembered with what it took', () => {
  const { meter, wait } = createMeter();
  wait(30);
  meter.enter('scanning');
  wait(70);
  meter.enter('copying');
  wait(5);
  expect(meter.steps()).toEqual([
    { phase: 'checking', durationMs: 30 },
    { phase: 'scanning', durationMs: 70 },
    { phase: 'copying', durationMs: 5 },
  ]);
});

test('a phase entered again for the next of several things is one step', () => {
  const { meter, wait } = createMeter();
  meter.enter('dumping');
  wait(100);
  meter.enter('dumping', { files: 3 });
  wait(200);
  expect(meter.steps()).toEqual([{ phase: 'dumping', durationMs: 300 }]);
  expect(meter.current.filesTotal).toBe(3);
});
