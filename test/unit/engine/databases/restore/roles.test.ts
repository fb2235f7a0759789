import { expect, test } from 'vitest';
import { mapRoles, rolesIn } from '../../../../../electron/engine/databases/restore/map-roles.ts';
import { missingGlobals, readGlobals } from '../../../../../electron/engine/databases/restore/read-globals.ts';

test('roles are found and exchanged only where roles stand', () => {
  const map = { ann: 'bob', 'two words': 'x"y' };
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['ALTER TABLE public.ann OWNER TO ann;', ['ann'], 'ALTER TABLE public.ann OWNER TO "bob";'],
    ['ALTER SCHEMA s OWNER TO "two words";', ['two words'], 'ALTER SCHEMA s OWNER TO "x""y";'],
    [
      'GRANT SELECT ON TABLE ann TO ann WITH GRANT OPTION;',
      ['ann'],
      'GRANT SELECT ON TABLE ann TO "bob" WITH GRANT OPTION;',
    ],
    ['REVOKE ALL ON SCHEMA public FROM PUBLIC;', [], 'REVOKE ALL ON SCHEMA public FROM PUBLIC;'],
    ['GRANT ALL ON TABLE "a TO ann;" TO carl;', ['carl'], 'GRANT ALL ON TABLE "a TO ann;" TO carl;'],
    ['SET SESSION AUTHORIZATION ann;', ['ann'], 'SET SESSION AUTHORIZATION "bob";'],
    [
      'ALTER DEFAULT PRIVILEGES FOR ROLE ann IN SCHEMA s GRANT SELECT ON TABLES TO carl;',
      ['ann', 'carl'],
      'ALTER DEFAULT PRIVILEGES FOR ROLE "bob" IN SCHEMA s GRANT SELECT ON TABLES TO carl;',
    ],
  ];
  for (const [statement, roles, mapped] of cases) {
    expect(rolesIn(statement)).toEqual(roles);
    expect(mapRoles(statement, map)).toBe(mapped);
  }
});

const script = `--
-- Roles
--
CREATE ROLE ann;
ALTER ROLE ann WITH NOSUPERUSER LOGIN PASSWORD 'SCRAM-SHA-256$4096:x;y';
CREATE ROLE postgres;
ALTER ROLE postgres WITH SUPERUSER PASSWORD 'secret';
CREATE ROLE "two words";
COMMENT ON ROLE "two words" IS 'it''s';
ALTER ROLE ann SET search_path TO 'x', 'y';
ALTER ROLE ann IN DATABASE shop SET work_mem TO '7MB';
GRANT ann TO "two words" GRANTED BY postgres;
GRANT postgres TO other WITH ADMIN OPTION GRANTED BY postgres;
CREATE TABLESPACE fast OWNER ann LOCATION '/srv/it''s';
GRANT ALL ON TABLESPACE fast TO "two words";
`;

test('globals: each role and tablespace with what makes it', () => {
  const globals = readGlobals(script);
  expect(globals.roles.map(({ name, statements }) => [name, statements.length])).toEqual([
    ['ann', 3],
    ['postgres', 2],
    ['two words', 2],
  ]);
  expect(globals.tablespaces).toMatchObject([{ name: 'fast', location: "/srv/it's" }]);
  expect(globals.tablespaces[0]?.statements).toHaveLength(2);
});

test('of globals only what is not there is made: no password and no membership of what is there', () => {
  const present = { roles: new Set(['postgres', 'ann', 'other']), tablespaces: new Set<string>() };
  const { roles, tablespaces, memberships } = missingGlobals(readGlobals(script), present);
  expect(roles.map(({ name }) => name)).toEqual(['two words']);
  expect(tablespaces.map(({ name }) => name)).toEqual(['fast']);
  expect(memberships).toEqual(['GRANT ann TO "two words";']);
});
