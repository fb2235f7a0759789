import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseService } from '../../../../../electron/engine/tools/postgres/parse-service.ts';
import { findPassword, passLine } from '../../../../../electron/engine/tools/postgres/pass-file.ts';

const question = { hosts: ['db.example'], port: 5432, database: 'shop', user: 'ada' };

test('the first line of a password file that fits has the password', () => {
  const file = [
    '# db.example:5432:shop:ada:a comment',
    'db.example:5433:*:*:other port',
    'db.example:5432:shop:bob:other user',
    'db.example:5432:shop',
    '*:*:shop:ada:right',
    '*:*:*:*:later',
  ].join('\n');
  expect(findPassword(file, question)).toBe('right');
  expect(findPassword(file, { ...question, user: 'eve' })).toBe('later');
  expect(findPassword('db.example:5432:shop:bob:x\r\n', question)).toBeNull();
});

test('a host may be an IPv6 address, and a server go by two names', () => {
  expect(findPassword('\\:\\:1:5432:*:*:six', { ...question, hosts: ['::1'] })).toBe('six');
  const hosts = ['/var/run/postgresql', 'localhost'];
  expect(findPassword('localhost:5432:*:*:socket', { ...question, hosts })).toBe('socket');
});

test('a password comes out of a file as it was put in', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'grapheme' }).filter((password) => !/[\r\n]/.test(password)),
      (password) => {
        expect(findPassword(passLine(password), question)).toBe(password);
      },
    ),
  );
});

test('an entry of a service file, up to the next', () => {
  const file = '# all of ours\n[one]\nhost=a\n\n[main]\n host=db.example\nport=5433\n# x\nuser = ada\n[two]\nhost=b\n';
  expect([...(parseService(file, 'main') ?? [])]).toEqual([
    ['host', 'db.example'],
    ['port', '5433'],
    ['user', 'ada'],
  ]);
  expect(parseService(file, 'three')).toBeNull();
});
