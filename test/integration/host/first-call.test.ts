import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWorldWithPlan } from '../cli/world.ts';

const address = /"url":\s*"([^"#]+)#token=([^"]+)"/;

/** Tells on standard error, when the main thread ends, whether Node's HTTP client was loaded. */
const told = `import { isMainThread } from 'node:worker_threads'; import { writeSync } from 'node:fs';
  if (isMainThread) process.on('exit', () =>
    writeSync(2, 'loaded: ' + process.moduleLoadList.some((name) => name.includes('undici/undici')) + '\\n'));`;
const environment = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(told)}` };

test('neither a command by itself nor a host that is called loads Node’s HTTP client', async () => {
  const world = await createWorldWithPlan();
  const list = (options = {}) => world.start(['plan', 'list', '--json'], options).ended;
  const alone = await list({ environment });
  expect(JSON.parse(alone.stdout)).toHaveLength(1);
  expect(alone.stderr).toContain('loaded: false');
  const host = world.start(['serve', '--json'], { environment });
  await host.said(/"url"/);
  expect(JSON.parse((await list()).stdout)).toHaveLength(1);
  host.process.kill('SIGTERM');
  expect((await host.ended).stderr).toContain('loaded: false');
});

test('what comes as a form is understood all the same', async () => {
  const world = await createWorldWithPlan();
  const host = world.start(['serve', '--json']);
  const [, page = '', token = ''] = await host.said(address);
  const body = new FormData();
  body.set('path', join(world.folder, 'second'));
  const answer = await fetch(new URL('api/v1/repositories', page), {
    ...{ method: 'POST', body, headers: { Authorization: `Bearer ${token}` } },
  });
  expect(await answer.json()).toMatchObject({ path: join(world.folder, 'second'), state: 'ready' });
  host.process.kill('SIGTERM');
  await host.ended;
});
