import { expect, test } from 'vitest';
import { compareVersions, parseVersion } from '../../../../electron/engine/tools/find-program.ts';

test.each([
  ['rsync  version 3.5.0  protocol version 32', '3.5.0'],
  ['rsync  version v3.4.1  protocol version 32', '3.4.1'],
  ['openrsync: protocol version 29\nrsync version 2.6.9 compatible', '2.6.9'],
  ['sync (GNU coreutils) 9.1', '9.1'],
  ['setpriv from util-linux 2.38.1', '2.38.1'],
  ['nothing of the kind', '0'],
])('the version of %j is %s', (output, version) => expect(parseVersion(output)).toBe(version));

test('versions compare by number', () => {
  expect(compareVersions('3.10', '3.9.1')).toBeGreaterThan(0);
  expect(compareVersions('3.1', '3.1.0')).toBe(0);
  expect(compareVersions('2.6.9', '3.1')).toBeLessThan(0);
});
