import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runDemo } from '../../../electron/cli/demo/run-demo.ts';
import { createOutput } from '../../../electron/cli/output/output.ts';
import { openSampleHome, type SampleHome } from '../../helpers/sample-home.ts';

vi.mock('../../../electron/engine/tools/postgres/find-postgres.ts', async (load) => ({
  ...(await load<object>()),
  listPostgres: async () => [],
}));

let opened: SampleHome;

beforeEach(async () => {
  opened = await openSampleHome();
});
afterEach(() => opened.close());

test('without PostgreSQL’s programs the sample has no database, and says why', async () => {
  expect(await opened.make()).toMatchObject({
    ...{ state: 'ready', databaseMajor: null, withoutDatabase: { reason: 'no-programs' } },
  });
  const [status] = await opened.engine.services.plans.list(undefined);
  expect(status).toMatchObject({ snapshots: 3, dumps: null });
  expect(await opened.remove()).toMatchObject({ state: 'none' });
});

test('the demonstration skips the database, says so, and goes on', async () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = text(stdout);
  const interrupts = { signal: new AbortController().signal, hold: () => ({ release: () => undefined }) };
  const out = createOutput(stdout, stderr, false);
  const context = { home: opened.home, json: false, out, interrupts, resolve: (path: string) => path };
  const exit = await runDemo({ ...context, client: () => Promise.reject(new Error('no')) }, { keep: false });
  stdout.end();
  expect(exit).toBe(0);
  expect(await said).toMatch(/No database: PostgreSQL’s server programs \(initdb\) are not on this machine/);
  expect(await said).toMatch(/\$ holdfast verify latest\n/);
});
