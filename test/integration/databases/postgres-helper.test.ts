import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../helpers/postgres.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres({ settings: { max_connections: '17' } });
});
afterAll(() => server.close());

test('a server of a test’s own answers, ends, starts again with what it held, and lends its programs', async () => {
  await server.sql('postgres', 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1), (2)');
  await server.stop('fast');
  await server.start();
  expect(await server.sql('postgres', 'SELECT sum(n)::int AS sum FROM kept')).toEqual([{ sum: 3 }]);
  expect(await server.sql('postgres', 'SHOW max_connections')).toEqual([{ max_connections: '17' }]);
  expect(await server.run('psql', '-Atc', 'SELECT 5', 'postgres')).toBe('5\n');
  expect(server.pid()).toBeGreaterThan(1);
});
