import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutputTail } from '../../../../electron/engine/hooks/output-tail.ts';

test('what is short is kept as it is', () => {
  const tail = createOutputTail(10);
  tail.add(Buffer.from('one\n'));
  tail.add(Buffer.from('two'));
  expect([tail.text(), tail.omitted()]).toEqual(['one\ntwo', 0]);
});

test('of what is long the end is kept, from the beginning of a line on', () => {
  const tail = createOutputTail(10);
  for (let line = 1; line <= 1000; line += 1) tail.add(Buffer.from(`line ${line}\n`));
  expect([tail.text(), tail.omitted()]).toEqual(['line 1000\n', 8893 - 10]);
});

test('whatever comes, the kept end and what is left out are the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 30 })), fc.integer({ min: 1, max: 40 }), (chunks, limit) => {
      const tail = createOutputTail(limit);
      for (const chunk of chunks) tail.add(Buffer.from(chunk, 'latin1'));
      const whole = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk, 'latin1')));
      expect(whole.length - tail.omitted()).toBeLessThanOrEqual(Math.max(limit, 0));
      expect(tail.text()).toBe(whole.subarray(tail.omitted()).toString('utf8'));
    }),
  );
});
