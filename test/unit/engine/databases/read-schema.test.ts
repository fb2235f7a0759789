import { expect, test } from 'vitest';
import { createSchemaReader } from '../../../../electron/engine/databases/proof/read-schema.ts';

test('the database’s own statement, and roles wherever they stand', () => {
  const reader = createSchemaReader();
  const script = `SET statement_timeout = 0;
CREATE DATABASE "my shop" WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'de_DE.UTF-8';
ALTER DATABASE "my shop" OWNER TO "big ""boss""";
\\connect -reuse-previous=on "dbname='my shop'"
ALTER TABLE public.orders OWNER TO ann;
GRANT SELECT ON TABLE public.orders TO reader WITH GRANT OPTION;
GRANT SELECT ON TABLE public.orders TO PUBLIC;
REVOKE ALL ON SCHEMA public FROM postgres;
ALTER DEFAULT PRIVILEGES FOR ROLE maker IN SCHEMA public GRANT SELECT ON TABLES TO taker;
CREATE POLICY own ON public.orders FOR SELECT TO one, "Two" USING ((owner = CURRENT_USER));
CREATE POLICY any ON public.orders USING (true);
CREATE USER MAPPING FOR mapped SERVER far;
SET SESSION AUTHORIZATION granter;
CREATE DATABASE later WITH TEMPLATE = template0 ENCODING = 'LATIN1';`;
  for (const line of script.split('\n')) reader.line(line);
  const { databaseOptions, roles } = reader.schema();
  expect(databaseOptions).toBe("ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'de_DE.UTF-8'");
  expect([...roles].sort()).toEqual(
    ['big "boss"', 'ann', 'reader', 'postgres', 'maker', 'taker', 'one', 'Two', 'mapped', 'granter'].sort(),
  );
});

test('a script without it', () => {
  expect(createSchemaReader().schema().databaseOptions).toBe('');
});
