import { expect, test } from 'vitest';
import { feedAddressSchema, releaseSchema } from '#shared/domain/new-version.ts';
import { settingsSchema } from '#shared/domain/settings.ts';
import { checkNewVersion } from '../../../../electron/engine/new-version/check-new-version.ts';
import { isDue } from '../../../../electron/engine/new-version/is-due.ts';
import { isNewer } from '../../../../electron/engine/new-version/is-newer.ts';

const day = 24 * 3600_000;

test.each([
  ['0.2.0', '0.1.0', true],
  ['0.10.0', '0.9.9', true],
  ['1.0.0', '0.99.99', true],
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.1.1', false],
  ['0.1.0', '0.1.0-beta.2', true],
  ['0.1.0-beta.2', '0.1.0', false],
  ['0.2.0-beta.1', '0.1.0', true],
])('%s after %s: %s', (version, than, expected) => expect(isNewer(version, than)).toBe(expected));

test('nobody is asked by default', () => {
  expect(settingsSchema.parse({}).newVersionFeed).toBeNull();
  expect(isDue(null, null, 0)).toBe(false);
});

test('a feed is asked at once, then a day later; another one at once; after the clock was set back once more', () => {
  const last = { feed: 'https://a.test/v.json', at: 10 * day };
  expect(isDue(last.feed, null, 0)).toBe(true);
  expect(isDue(last.feed, last, 10 * day + 1)).toBe(false);
  expect(isDue(last.feed, last, 11 * day - 1)).toBe(false);
  expect(isDue(last.feed, last, 11 * day)).toBe(true);
  expect(isDue('https://b.test/v.json', last, 10 * day + 1)).toBe(true);
  expect(isDue(last.feed, last, 9 * day)).toBe(true);
});

test.each(['http://a.test/', 'ftp://a.test/', 'a.test', 'https://user@a.test/', 'https://u:p@a.test/', ''])(
  '%j is no address of a feed',
  (address) => expect(feedAddressSchema.safeParse(address).success).toBe(false),
);

test('a feed holds a version and perhaps a page; what else is in it is passed over', () => {
  expect(releaseSchema.parse({ version: '1.2.3' })).toEqual({ version: '1.2.3', page: null });
  expect(releaseSchema.parse({ version: '1.2.3', page: 'https://a.test/new', more: 1 })).toEqual({
    ...{ version: '1.2.3', page: 'https://a.test/new' },
  });
  for (const wrong of [{}, { version: 'new' }, { version: '1.2.3', page: 'javascript:alert(1)' }, []]) {
    expect(releaseSchema.safeParse(wrong).success).toBe(false);
  }
});

test('doctor says nothing where nobody is asked, else what is known and why not', () => {
  const known = {
    ...{ current: '0.1.0', feed: null, askedAt: null, newest: null, newer: false, problem: null },
  };
  const feed = 'https://a.test/v.json';
  const askedAt = '2026-11-21T10:00:00.000Z';
  const page = 'https://a.test/new';
  expect(checkNewVersion(known)).toBeNull();
  expect(checkNewVersion({ ...known, feed })).toEqual({ message: 'a.test was not asked yet.', note: false });
  expect(checkNewVersion({ ...known, feed, askedAt, newest: { version: '0.1.0', page: null } })).toEqual({
    ...{ message: 'Holdfast 0.1.0 is the newest. Asked at 2026-11-21 10:00 UTC.', note: false },
  });
  expect(checkNewVersion({ ...known, feed, askedAt, newest: { version: '0.2.0', page }, newer: true })).toEqual({
    message: `Holdfast 0.2.0 is there; this is 0.1.0. It is described at ${page} . Get it as you got this one.`,
    note: true,
  });
  expect(checkNewVersion({ ...known, feed, askedAt, problem: 'Nothing answers at a.test.' })).toEqual({
    message: 'Asked at 2026-11-21 10:00 UTC. Nothing answers at a.test.',
    note: true,
  });
});
