import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createOutput, printJsonArray } from '../../../../electron/cli/output/output.ts';

const read = (stream: PassThrough): string => String(stream.read() ?? '');

const progress = {
  phase: 'scanning',
  filesDone: 5,
  filesTotal: null,
  bytesDone: 0,
  bytesTotal: null,
  bytesPerSecond: 0,
  leftMs: null,
  path: null,
} as const;

async function* items(...values: readonly unknown[]) {
  yield* values;
}

test('a streamed list is one JSON document', async () => {
  const stdout = new PassThrough();
  const out = createOutput(stdout, new PassThrough(), false);
  await printJsonArray(out, items({ a: 1 }, { a: 2 }));
  expect(JSON.parse(read(stdout))).toEqual([{ a: 1 }, { a: 2 }]);
  await printJsonArray(out, items());
  expect(JSON.parse(read(stdout))).toEqual([]);
});

test('progress is shown on a terminal only, and gone before anything else is written', async () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const out = createOutput(new PassThrough(), terminal, true);
  out.progress(progress);
  out.note('warning: x');
  expect(read(terminal)).toBe('\r\x1b[KLooking for changes  5 entries\r\x1b[Kwarning: x\n');
  const file = new PassThrough();
  createOutput(new PassThrough(), file, true).progress(progress);
  expect(read(file)).toBe('');
});

test('a reader that went away stops the writing, quietly', async () => {
  const stdout = new PassThrough();
  const out = createOutput(stdout, new PassThrough(), false);
  stdout.destroy(new Error('EPIPE'));
  await new Promise(setImmediate);
  expect(out.open()).toBe(false);
  await out.print('nobody reads this');
  await out.flush();
});
