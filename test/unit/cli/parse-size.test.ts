import { expect, test } from 'vitest';
import { parseSize } from '../../../electron/cli/parse-size.ts';

test.each([
  ['0', 0],
  ['500', 500],
  ['500B', 500],
  ['10K', 10 * 1024],
  ['10M', 10 * 1024 ** 2],
  ['10m', 10 * 1024 ** 2],
  ['1.5GiB', 1.5 * 1024 ** 3],
  ['2GB', 2e9],
  ['2 TB', 2e12],
])('%s is %d bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each(['', 'much', '-1', '1.5.2G', '10X', '10iB', '999999999P'])('“%s” is no size', (text) => {
  expect(() => parseSize(text)).toThrow(/is not a size/);
});
