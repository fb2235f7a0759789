import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { toHoldfastError } from '#shared/contract/typed-error.ts';
import { contractVersion } from '#shared/contract/version.ts';
import { connect } from '../../../electron/cli/connect.ts';
import { acquireOwnership } from '../../../electron/engine/owner.ts';
import { startHost } from '../../../electron/host/start-host.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

const makeHome = () => mkdtempSync(join(tmpdir(), 'holdfast-connect-'));

it('works in this process when nobody owns the home, and does not own it then', async () => {
  const home = makeHome();
  const { client, mode, close } = await connect(home);
  cleanUp.push(close);
  expect(mode).toBe('in-process');
  expect(await client.system.status()).toMatchObject({ owner: 'command', pid: process.pid });
  expect(await client.plans.get({ plan: 'nope' }).catch(toHoldfastError)).toMatchObject({ code: 'plan-not-found' });
  const ownership = await acquireOwnership(home);
  expect(ownership).toBeDefined();
  ownership?.release();
});

it('goes through the owner when there is one, and a second start attaches to it', async () => {
  const home = makeHome();
  const host = await startHost({ home });
  cleanUp.push(host.close);
  const { client, mode, close } = await connect(home);
  cleanUp.push(close);
  expect(mode).toBe('remote');
  expect(await client.system.status()).toMatchObject({ owner: 'host' });
  expect(await startHost({ home })).toMatchObject({ url: host.url, attached: true });
  expect(host.url).toContain(JSON.parse(readFileSync(join(home, 'endpoint.json'), 'utf8')).token);
});

it('frees the home when the host closes', async () => {
  const home = makeHome();
  const host = await startHost({ home });
  await host.close();
  expect(existsSync(join(home, 'endpoint.json'))).toBe(false);
  const { mode, close } = await connect(home);
  cleanUp.push(close);
  expect(mode).toBe('in-process');
});

it('says that the owner does not answer', async () => {
  const home = makeHome();
  const ownership = await acquireOwnership(home);
  cleanUp.push(() => ownership?.release());
  // Nothing listens on port 1.
  ownership?.publish({ port: 1, token: 'token', pid: 4242, contract: contractVersion });
  const error = await connect(home).catch(toHoldfastError);
  expect(error).toMatchObject({ code: 'owner-unreachable', details: { pid: 4242 } });
});

it('says that a port is taken, and frees the home', async () => {
  const [home, other] = [makeHome(), makeHome()];
  const host = await startHost({ home });
  cleanUp.push(host.close);
  const port = Number(new URL(host.url).port);
  const error = await startHost({ home: other, port }).catch(toHoldfastError);
  expect(error).toMatchObject({ code: 'invalid-input', message: expect.stringContaining(String(port)) });
  const ownership = await acquireOwnership(other);
  expect(ownership).toBeDefined();
  ownership?.release();
});
