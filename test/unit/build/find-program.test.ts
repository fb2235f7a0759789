import { expect, test } from 'vitest';
import { isAtLeast, parseVersion } from '../../../build/setup/find-program.mjs';

test.each([
  ['rsync  version 3.2.7  protocol version 31\nCopyright (C) 1996-2022', '3.2'],
  ['rsync  version v3.10.0  protocol version 32', '3.10'],
  ['openrsync: protocol version 29\nrsync version 2.6.9 compatible', '2.6'],
  ['', '0.0'],
])('the version in %j is %s', (printed, version) => {
  expect(parseVersion(printed)).toBe(version);
});

test.each([
  ['3.1', '3.1', true],
  ['3.10', '3.9', true],
  ['4.0', '3.9', true],
  ['3.0', '3.1', false],
  ['2.6', '3.1', false],
])('%s is at least %s: %s', (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});
