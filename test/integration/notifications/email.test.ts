import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChannelWish } from '#shared/domain/notification.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { type Authority, createAuthority } from '../../helpers/certificates.ts';
import { type MailServer, partOf, startMailServer } from '../../helpers/mail-server.ts';
import { inTime, look } from '../../helpers/scheduled-home.ts';
import { createToldHome, logOf, type ToldHome, untilSent } from '../../helpers/told-home.ts';

const login = { user: 'holdfast', password: 'Ünseen pass/word' };
let folder: string;
let authority: Authority;
let home: ToldHome;
let services: Engine['services'];
const servers: { close(): Promise<void> }[] = [];

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-mail-'));
  authority = createAuthority(folder, 'own');
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

beforeEach(async () => {
  home = createToldHome();
  services = await home.open();
  await home.makePlan(services, undefined, { schedules: [] });
});

afterEach(async () => {
  await home.close();
  for (const server of servers.splice(0)) await server.close();
});

async function mailServer(options: Partial<Parameters<typeof startMailServer>[0]> = {}): Promise<MailServer> {
  const server = await startMailServer({ certificate: authority.sign('localhost'), login, ...options });
  servers.push(server);
  return server;
}

const wishOf = (
  port: number,
  change: Partial<Extract<ChannelWish['target'], { kind: 'email' }>> = {},
): ChannelWish => ({
  name: 'Admins',
  target: {
    ...{
      kind: 'email',
      host: 'localhost',
      port,
      user: login.user,
      from: 'holdfast@example.org',
      to: ['ann@example.org', 'bob@example.org'],
    },
    caFile: authority.file,
    ...change,
  },
  secret: login.password,
});

const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'sent',
    (error: Error) => error.message,
  );

test('a failure is mailed over STARTTLS after a login, to all, in text and HTML', async () => {
  const server = await mailServer();
  await home.add(services, wishOf(server.port));
  expect(await services.notifications.test({ channel: 'admins' })).toEqual({
    answer: expect.stringContaining('queued as 4711'),
  });
  home.setGone(true);
  expect(await home.backUp(services)).toBe('failed');
  await untilSent(services, ['run-failed sent']);
  const mail = server.mails[1];
  if (!mail) throw new Error('no mail came');
  expect(mail).toMatchObject({
    from: 'holdfast@example.org',
    to: ['ann@example.org', 'bob@example.org'],
    secure: true,
    user: login.user,
  });
  expect(mail.raw).toMatch(/^From: Holdfast <holdfast@example.org>/m);
  expect(mail.raw).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(partOf(mail, 'text/plain')).toContain('The backup of “Papers” failed');
  expect(partOf(mail, 'text/plain')).toContain('What to do:');
  expect(partOf(mail, 'text/html')).toContain('<h1');
});

test('TLS from the start, and no encryption where that is wanted', async () => {
  const tls = await mailServer({ more: { secure: true } });
  await home.add(services, wishOf(tls.port, { security: 'tls' }));
  await services.notifications.test({ channel: 'Admins' });
  expect(tls.mails).toHaveLength(1);
  const plain = await mailServer({ more: { allowInsecureAuth: true, disabledCommands: ['STARTTLS'] } });
  await home.add(services, { ...wishOf(plain.port, { security: 'none' }), name: 'Plain' });
  await services.notifications.test({ channel: 'Plain' });
  expect(plain.mails).toMatchObject([{ secure: false, user: login.user }]);
  await home.add(services, { ...wishOf(plain.port), name: 'Strict' });
  expect(await failure(services.notifications.test({ channel: 'Strict' }))).toMatch(/offers no STARTTLS|can’t encrypt/);
  expect(plain.mails).toHaveLength(1);
});

test('a wrong password, a foreign certificate and a name that is another one are told, and nothing goes there', async () => {
  const server = await mailServer();
  await home.add(services, { ...wishOf(server.port), secret: 'not this one' });
  const refused = await failure(services.notifications.test({ channel: 'Admins' }));
  expect(refused).toMatch(/does not let “holdfast” in .*Check user and password/);
  expect(refused).not.toContain('not this one');
  await home.add(services, { ...wishOf(server.port, { caFile: '' }), name: 'Unknown' });
  expect(await failure(services.notifications.test({ channel: 'Unknown' }))).toMatch(
    /certificate of localhost:\d+ is not to be trusted/,
  );
  const other = await mailServer({ certificate: authority.sign('other.example.org') });
  await home.add(services, { ...wishOf(other.port), name: 'Other' });
  expect(await failure(services.notifications.test({ channel: 'Other' }))).toMatch(
    /certificate of localhost:\d+ is not to be trusted/,
  );
  await home.add(services, { ...wishOf(server.port, { caFile: '/nowhere/ca.pem' }), name: 'No file' });
  expect(await failure(services.notifications.test({ channel: 'No file' }))).toMatch(
    /CA file \/nowhere\/ca.pem can’t be read/,
  );
  expect([...server.mails, ...other.mails]).toEqual([]);
  // A draft is tested with what is kept where it says nothing else.
  const [, admins] = (await services.notifications.get(undefined)).channels;
  if (!admins) throw new Error('no channel');
  const { address: _, hasSecret: __, ...draft } = admins;
  expect(await failure(services.notifications.test({ draft }))).toMatch(/does not let/);
  await services.notifications.test({ draft: { ...draft, secret: login.password } });
  expect(server.mails).toHaveLength(1);
});

test('a server that is down or never answers keeps no backup, and what waits is sent once it can', async () => {
  const taken = await mailServer();
  const { port } = taken;
  await taken.close();
  await home.add(services, wishOf(port));
  const mute = net.createServer(() => {});
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  servers.push({ close: () => new Promise((resolve) => mute.close(() => resolve())) });
  const { port: slow } = mute.address() as net.AddressInfo;
  await home.add(services, { ...wishOf(slow), name: 'Slow' });
  home.setGone(true);
  expect(await home.backUp(services)).toBe('failed');
  home.setGone(false);
  // The other channel is still waiting for an answer.
  expect(await home.backUp(services)).toBe('succeeded');
  const down = async () => (await logOf(services)).filter(({ channel }) => channel === 'Admins');
  await inTime(async () => {
    const failed = { kind: 'run-failed', state: 'waiting', attempts: 1 };
    const error = expect.stringContaining('Nothing answers at localhost');
    expect(await down()).toMatchObject([
      { kind: 'recovered', state: 'waiting' },
      { ...failed, error },
    ]);
  });

  const again = await mailServer({ port });
  await look(services);
  expect(again.mails).toEqual([]);
  home.pass(0.1);
  await inTime(async () => {
    await look(services);
    expect((await down()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
  expect(again.mails.map((mail) => partOf(mail, 'text/plain').split('\n')[0]?.trim())).toEqual([
    ...['The backup of “Papers” failed', 'The backup of “Papers” succeeded again'],
  ]);
});

test('what a server refuses, and what it does not take for a day, is given up, and can be tried again', async () => {
  let refuse = { text: 'no such user', responseCode: 550 };
  const onRcptTo: SMTPServerOptions['onRcptTo'] = (_address, _session, done) =>
    done(refuse.text === '' ? null : Object.assign(new Error(refuse.text), refuse));
  const server = await mailServer({ more: { onRcptTo } });
  await home.add(services, wishOf(server.port));
  home.setGone(true);
  await home.backUp(services);
  const last = async () => (await logOf(services))[0];
  await inTime(async () => {
    const given = { state: 'failed', attempts: 1, error: expect.stringContaining('no such user') };
    expect(await last()).toMatchObject(given);
  });
  expect((await services.notifications.get(undefined)).failed).toBe(1);

  refuse = { text: 'try later', responseCode: 450 };
  const { number } = (await last()) ?? { number: 0 };
  await services.notifications.retry({ delivery: number });
  await inTime(async () => expect(await last()).toMatchObject({ state: 'waiting', attempts: 2 }));
  home.pass(24.1);
  await inTime(async () => {
    await look(services);
    expect(await last()).toMatchObject({ state: 'failed', error: expect.stringContaining('try later') });
  });
  refuse = { text: '', responseCode: 250 };
  await services.notifications.retry({ delivery: number });
  await inTime(async () => expect(await last()).toMatchObject({ state: 'sent', error: null }));
  expect(server.mails).toHaveLength(1);
});

test('a mail is German where the home is, with umlauts as they are written', async () => {
  const server = await mailServer();
  await services.settings.set({ language: 'de' });
  await home.add(services, { ...wishOf(server.port), name: 'Büro' });
  expect((await services.notifications.test({ channel: 'Büro' })).answer).toContain('queued as 4711');
  home.setGone(true);
  expect(await home.backUp(services)).toBe('failed');
  await untilSent(services, ['run-failed sent']);
  const [tested, failed] = server.mails;
  if (!tested || !failed) throw new Error('no mail came');
  expect(tested.raw).toMatch(/^Subject: Holdfast kann Sie erreichen/m);
  expect(partOf(tested, 'text/plain')).toContain('Das ist ein Test von „Büro“.');
  // Headers are ASCII: the title's quotes are encoded words (RFC 2047).
  expect(failed.raw).toMatch(/^Subject: =\?UTF-8\?[QB]\?/m);
  expect(failed.raw).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
  expect(failed.raw.slice(0, failed.raw.indexOf('\r\n\r\n'))).toMatch(/^[\t\r\n -~]*$/);
  const text = partOf(failed, 'text/plain');
  expect(text).toContain('Die Sicherung von „Papers“ ist gescheitert');
  expect(text).toMatch(/Was zu tun ist:\r?\n.*holdfast run show/);
  expect(text).toMatch(/Begonnen: \d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}/);
  expect(text).toMatch(/fehlt oder ist leer, obwohl dort Dateien waren|konnte gesichert werden/);
  expect(partOf(failed, 'text/html')).toContain('<html lang="de">');
});
