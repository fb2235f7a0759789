import { expect, it } from 'vitest';
import { refuseAddress } from '../../../electron/host/address-guard.ts';

it.each([
  ['127.0.0.1:4410', undefined],
  ['localhost:4410', undefined],
  ['127.0.0.1:4410', 'http://127.0.0.1:4410'],
  ['localhost:9000', 'http://localhost:9000'],
])('takes Host %s with Origin %s', (host, origin) => {
  expect(refuseAddress({ host, origin })).toBeUndefined();
});

it.each([
  ['a foreign name that resolves to this computer', 'evil.example:4410', undefined],
  ['a name that only begins well', '127.0.0.1.evil.example:4410', undefined],
  ['user information in the name', 'localhost@evil.example', undefined],
  ['no name', '', undefined],
  ['a page of another local server', '127.0.0.1:4410', 'http://127.0.0.1:3000'],
  ['a page by the other local name', '127.0.0.1:4410', 'http://localhost:4410'],
  ['a page from elsewhere', '127.0.0.1:4410', 'https://evil.example'],
  ['a page with a hidden origin', '127.0.0.1:4410', 'null'],
  ['a page over TLS', '127.0.0.1:4410', 'https://127.0.0.1:4410'],
])('refuses %s', (_what, host, origin) => {
  expect(refuseAddress({ host, origin })).toMatchObject({ code: 'origin-refused' });
});
