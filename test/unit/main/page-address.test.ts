import { expect, test } from 'vitest';
import { addressOf, originOf, pageOf, pathOfLink } from '../../../electron/main/page-address.ts';

test.each([
  ['holdfast://app/activity/0191e7a2-0000-7000-8000-000000000001', '/activity/0191e7a2-0000-7000-8000-000000000001'],
  ['holdfast://app/time?snapshot=abc&path=%2Fhome%2Fann%20m', '/time?snapshot=abc&path=%2Fhome%2Fann%20m'],
  ['holdfast://app/', '/'],
  ['holdfast://app', '/'],
  ['holdfast://app/settings#token=secret', '/settings'],
])('%s is a link to the page %s', (link, path) => expect(pathOfLink(link)).toBe(path));

test.each([
  ...[
    'https://app/activity',
    'holdfast://other/',
    'file:///etc/passwd',
    'holdfast:',
    'javascript:alert(1)',
    '--hidden',
    '',
  ],
  ...['holdfast://app//example.org/', `holdfast://app/${'long/'.repeat(500)}`],
])('%s is no link to a page', (link) => expect(pathOfLink(link)).toBeUndefined());

test('a page lies below the address that the window may load, and keeps a token in the fragment', () => {
  expect(addressOf('holdfast://app/', '/activity/1?from=2')).toBe('holdfast://app/activity/1?from=2');
  const host = 'http://127.0.0.1:4711/#token=secret';
  expect(addressOf(host, '/plans')).toBe('http://127.0.0.1:4711/plans#token=secret');
  for (const path of ['//example.org/', 'https://example.org/', '/\\example.org', '', 'plans']) {
    expect([addressOf(host, path), addressOf('holdfast://app/', path)]).toEqual([host, 'holdfast://app/']);
  }
});

test('the page of an address, wherever it lies', () => {
  expect(pageOf('http://127.0.0.1:4711/time?path=%2Fa#token=secret')).toBe('/time?path=%2Fa');
  expect([pageOf('about:blank'), pageOf(''), pageOf('holdfast://app//x')]).toEqual(['/', '/', '/']);
  expect(originOf('holdfast://app/plans')).toBe('holdfast://app');
});
