import { expect, test } from 'vitest';
import {
  createLike,
  type DatabaseSetup,
  setupStatements,
} from '../../../../../electron/engine/databases/restore/database-setup.ts';
import { namesBeside } from '../../../../../electron/engine/databases/restore/names-beside.ts';

const setup: DatabaseSetup = {
  ...{
    owner: 'shop owner',
    encoding: 'UTF8',
    collate: 'C',
    ctype: 'C.UTF-8',
    provider: 'c',
    locale: null,
    icuRules: null,
  },
  ...{ tablespace: 'pg_default', connectionLimit: 17, comment: "it's", grants: null, settings: [] },
};

test('a database is made alike, by its locale provider', () => {
  expect(createLike('x"y', setup)).toBe(
    `CREATE DATABASE "x""y" TEMPLATE template0 OWNER "shop owner" ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' CONNECTION LIMIT 17`,
  );
  expect(createLike('x', { ...setup, tablespace: 'fast' })).toContain(' TABLESPACE "fast" CONNECTION');
  expect(createLike('x', { ...setup, provider: 'i', locale: 'de-DE', icuRules: '&a < b' })).toContain(
    `LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' ICU_RULES '&a < b' CONNECTION`,
  );
  expect(createLike('x', { ...setup, provider: 'b', locale: 'C.UTF-8' })).toContain(
    `LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`,
  );
});

test('comment, grants and settings: lists stay lists, texts are quoted', () => {
  const statements = setupStatements('shop', {
    ...setup,
    grants: [
      { grantee: null, privilege: 'TEMPORARY', grantable: false },
      { grantee: 'reader', privilege: 'CONNECT', grantable: true },
    ],
    settings: [
      { role: null, setting: 'search_path="$user", public, "odd ""name"""' },
      { role: null, setting: 'search_path=""' },
      { role: 'ann', setting: "my.setting=it's" },
    ],
  });
  expect(statements).toEqual([
    `COMMENT ON DATABASE "shop" IS 'it''s'`,
    'REVOKE ALL ON DATABASE "shop" FROM PUBLIC',
    'REVOKE ALL ON DATABASE "shop" FROM "shop owner"',
    'GRANT TEMPORARY ON DATABASE "shop" TO PUBLIC',
    'GRANT CONNECT ON DATABASE "shop" TO "reader" WITH GRANT OPTION',
    `ALTER DATABASE "shop" SET "search_path" TO '$user', 'public', 'odd "name"'`,
    `ALTER DATABASE "shop" SET "search_path" TO ''`,
    `ALTER ROLE "ann" IN DATABASE "shop" SET "my"."setting" TO 'it''s'`,
  ]);
});

test('names beside tell their run, and are no longer than PostgreSQL keeps', () => {
  expect(namesBeside('shop', '1a2b3c4d-0000')).toEqual({
    made: 'shop_holdfast_new_1a2b3c4d',
    kept: 'shop_holdfast_old_1a2b3c4d',
  });
  const { made } = namesBeside('ä'.repeat(40), '1a2b3c4d-0000');
  expect(Buffer.byteLength(made)).toBeLessThanOrEqual(63);
  expect(made).toMatch(/^ä+_holdfast_new_1a2b3c4d$/u);
});
