import { expect, test } from 'vitest';
import { tellsPassword } from '../../../electron/cli/hide-password.ts';

test.each([
  ['postgresql://ada:secret@db/shop', true],
  ['postgres://:secret@db', true],
  ['postgresql://ada@db/shop?sslmode=require&password=secret', true],
  ['postgresql://ada@db:5432/shop', false],
  ['postgresql:///shop?host=/tmp', false],
  ['user:me@postgresql', false],
])('%s tells a password: %s', (word, tells) => {
  expect(tellsPassword(word)).toBe(tells);
});
