import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Channel, Delivery } from '#shared/domain/notification.ts';
import { createAuthority } from '../../helpers/certificates.ts';
import { startMailServer } from '../../helpers/mail-server.ts';
import { startWebReceiver } from '../../helpers/web-receiver.ts';
import { createWorldWithPlan } from './world.ts';

test('channels are added, tested, changed and removed; passwords come by file alone', async () => {
  const world = await createWorldWithPlan();
  const authority = createAuthority(world.folder, 'own');
  const login = { user: 'holdfast', password: 'pass word' };
  const mail = await startMailServer({ certificate: authority.sign('localhost'), login });
  const secret = join(world.folder, 'secret');
  writeFileSync(secret, 'pass word\n');
  const target = [
    '--host',
    'localhost',
    '--port',
    String(mail.port),
    '--user',
    'holdfast',
    '--ca-file',
    authority.file,
  ];
  const people = ['--from', 'a@example.org', '--to', 'b@example.org', '--to', 'c@example.org'];
  const added = await world.run(
    'notifications',
    'add',
    'email',
    'Admins',
    ...target,
    ...people,
    '--secret-file',
    secret,
  );
  expect(added).toMatchObject({ exit: 0, stdout: expect.stringContaining('Admins was added') });
  const tested = await world.run('notifications', 'test', 'admins');
  expect(tested).toMatchObject({ exit: 0, stdout: expect.stringContaining('queued as 4711') });

  await world.json([
    'notifications',
    'change',
    'Admins',
    '--event',
    'run-failed',
    '--plan',
    'Home',
    '--security',
    'none',
  ]);
  const channels = await world.json<Channel[]>(['notifications', 'list']);
  expect(channels).toMatchObject([
    { name: 'Desktop', target: { kind: 'desktop' } },
    {
      name: 'Admins',
      events: ['run-failed'],
      target: { to: ['b@example.org', 'c@example.org'], security: 'none' },
      hasSecret: true,
    },
  ]);
  const listed = (await world.run('notifications', 'list')).stdout;
  expect(listed).toMatch(/Admins +E-mail +b@example.org, c@example.org by localhost:\d+ +on +Home +a run failed/);
  expect(listed).toContain('Without encryption, mail and password can be read');
  expect(JSON.stringify(channels)).not.toContain('pass word');

  await world.json(['notifications', 'change', 'Admins', '--security', 'starttls', '--off']);
  const wrong = await world.run('notifications', 'add', 'pigeon', 'Bird');
  expect(wrong).toMatchObject({ exit: 2, stderr: expect.stringContaining('A channel is one of desktop, email') });
  const lacking = await world.run('notifications', 'add', 'email', 'More', '--host', 'localhost');
  expect(lacking).toMatchObject({ exit: 2, stderr: expect.stringContaining('needs --from, --to') });
  expect((await world.run('notifications', 'test', 'nobody')).exit).toBe(10);
  await world.json(['notifications', 'remove', 'Admins']);
  expect(await world.json<Channel[]>(['notifications', 'list'])).toHaveLength(1);
  await mail.close();
});

test('a backup by itself, as cron has it, tells of its failure before it ends, or says that it could not', async () => {
  const world = await createWorldWithPlan();
  const receiver = await startWebReceiver();
  const url = join(world.folder, 'url');
  writeFileSync(url, `${receiver.url}/hook\n`);
  await world.json(['notifications', 'add', 'webhook', 'Hook', '--url-file', url]);
  await world.json(['notifications', 'add', 'healthchecks', 'Watch', '--url-file', url]);
  await world.json(['backup', 'Home']);
  rmSync(world.source, { recursive: true });
  const failed = await world.run('backup', 'Home');
  expect(failed.exit).not.toBe(0);
  expect(receiver.received.map(({ path }) => path.replace(/\?.*/, ''))).toEqual(
    expect.arrayContaining(['/hook', '/hook/start', '/hook/fail']),
  );
  expect(JSON.parse(receiver.received.find(({ headers }) => headers['holdfast-event'])?.body ?? '')).toMatchObject({
    event: 'run-failed',
  });

  const { port } = receiver;
  await receiver.close();
  const unsent = await world.run('backup', 'Home');
  expect(unsent.stderr).toMatch(/warning: .*could not be sent yet .*Nothing answers at/);
  const log = await world.json<Delivery[]>(['notifications', 'log', '--state', 'waiting']);
  expect(log.filter(({ channel }) => channel === 'Watch').length).toBeGreaterThan(0);
  // It failed before: that was told.
  expect(log.some(({ channel }) => channel === 'Hook')).toBe(false);
  const back = await startWebReceiver(port);
  const [first] = log.filter(({ channel }) => channel === 'Watch');
  await world.json(['notifications', 'log', '--retry', String(first?.number)]);
  await world.run('backup', 'Home');
  expect(back.received.length).toBeGreaterThan(0);
  await back.close();
});

test('a receiver that never answers holds a command up for some seconds at most', async () => {
  const world = await createWorldWithPlan();
  const receiver = await startWebReceiver();
  receiver.answer = null;
  const url = join(world.folder, 'url');
  writeFileSync(url, `${receiver.url}/hook\n`);
  await world.json(['notifications', 'add', 'webhook', 'Hook', '--url-file', url, '--event', 'run-succeeded']);
  const done = await world.run('backup', 'Home');
  expect(done.exit).toBe(0);
  expect(done.stderr).toMatch(/Telling what happened\..*could not be sent yet/s);
  const [kept] = await world.json<Delivery[]>(['notifications', 'log', '--state', 'waiting']);
  expect(kept).toMatchObject({ kind: 'run-succeeded', attempts: 0 });
  await receiver.close();
});
