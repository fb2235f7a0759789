import { expect, test } from 'vitest';
import { restoreBytes } from '../../../electron/cli/raw-arguments.ts';

const commandLine = Buffer.concat([
  Buffer.from('node\0holdfast.ts\0cat\0latest\0'),
  Buffer.from([0x63, 0xe9]),
  Buffer.from('\0'),
]);

test('bytes that are not UTF-8 become path text again', () => {
  expect(restoreBytes(['cat', 'latest', 'c\ufffd'], commandLine)).toEqual(['cat', 'latest', 'c\uf7e9']);
});

test('arguments stay as they are where the system does not tell the bytes', () => {
  expect(restoreBytes(['c\ufffd'], undefined)).toEqual(['c\ufffd']);
});

test('a real replacement character stays one', () => {
  expect(restoreBytes(['\ufffd'], Buffer.from('node\0x\0\ufffd\0'))).toEqual(['\ufffd']);
});

test('empty arguments keep their place', () => {
  const bytes = Buffer.concat([Buffer.from('node\0x\0\0'), Buffer.from([0xff, 0])]);
  expect(restoreBytes(['', '\ufffd'], bytes)).toEqual(['', '\uf7ff']);
});
