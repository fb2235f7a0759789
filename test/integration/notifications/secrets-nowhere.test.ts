import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAuthority } from '../../helpers/certificates.ts';
import { startMailServer } from '../../helpers/mail-server.ts';
import { createToldHome, type ToldHome, untilSent } from '../../helpers/told-home.ts';
import { startWebReceiver } from '../../helpers/web-receiver.ts';

const secrets = ['Unseen-password-5f1c', 'Unseen-signing-key', 'Unseen-token-77', 'UNSEEN/PART'];
let home: ToldHome;
beforeEach(() => {
  home = createToldHome();
});
afterEach(() => home.close());

test('passwords, keys, tokens and addresses that let anybody post are nowhere to be read', async () => {
  const logged: unknown[] = [];
  const note = (...words: unknown[]) =>
    void logged.push(...words.map((word) => (word instanceof Error ? word.stack : word)));
  const services = await home.open('host', { logger: { info: note, error: note } });
  await home.makePlan(services, undefined, { schedules: [] });
  const receiver = await startWebReceiver();
  const [password, key, token, part] = secrets as [string, string, string, string];
  const authority = createAuthority(home.folder, 'own');
  const mail = await startMailServer({
    certificate: authority.sign('localhost'),
    login: { user: 'ann', password: 'another' },
  });
  const target = {
    kind: 'email' as const,
    host: 'localhost',
    port: mail.port,
    user: 'ann',
    from: 'a@b.c',
    to: ['d@e.f'],
    caFile: authority.file,
  };
  await home.add(services, { name: 'Mail', target, secret: password });
  await home.add(services, { name: 'Hook', target: { kind: 'webhook' }, url: `${receiver.url}/${part}`, secret: key });
  await home.add(services, { name: 'Phone', target: { kind: 'ntfy' }, url: `${receiver.url}/${part}`, secret: token });
  // A server that repeats what it was sent.
  receiver.answer = { status: 403, body: ({ path, headers, body }) => `${path} ${headers.authorization} ${body}` };
  home.setGone(true);
  await home.backUp(services);
  await untilSent(services, ['run-failed failed', 'run-failed failed', 'run-failed failed']);
  const told: unknown[] = [
    await services.notifications.get(undefined),
    await services.notifications.log({ limit: 50 }),
  ];
  for (const channel of ['Mail', 'Hook', 'Phone']) {
    told.push(await services.notifications.test({ channel }).catch(({ message, details }) => ({ message, details })));
  }
  told.push(await services.audit.list({ limit: 100 }), logged, process.argv, process.env);
  for (const secret of secrets) expect(JSON.stringify(told)).not.toContain(secret);

  await home.closeEngines();
  const files = fs.readdirSync(home.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const telling = files
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => secrets.some((secret) => fs.readFileSync(file).includes(secret)));
  expect(files.length).toBeGreaterThan(5);
  expect(telling).toEqual([]);
  await Promise.all([receiver.close(), mail.close()]);
});
