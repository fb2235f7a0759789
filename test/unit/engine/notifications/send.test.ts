import { execFileSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import type { NotificationEvent } from '#shared/domain/notification.ts';
import { composeRunEvent } from '../../../../electron/engine/notifications/compose-event.ts';
import { judgeHttp, waitOf } from '../../../../electron/engine/notifications/send/judge-http.ts';
import { codesOf, judgeNetwork } from '../../../../electron/engine/notifications/send/judge-network.ts';
import { postOf } from '../../../../electron/engine/notifications/send/post-of.ts';
import { renderEmail } from '../../../../electron/engine/notifications/send/render-email.ts';
import { quoteServer } from '../../../../electron/engine/notifications/send/sent.ts';

const runId = '0191e7a2-0000-7000-8000-000000000001';
const at = '2026-11-21T03:00:00.000Z';
const failed: NotificationEvent = composeRunEvent({
  kind: 'run-failed',
  at,
  language: 'en',
  plan: { id: runId, name: 'A <b> & “c”' },
  run: {
    ...{ id: runId, kind: 'backup', startedAt: at, endedAt: at, outcome: 'failed', warnings: 0 },
    error: { code: 'source-missing', message: 'The folder /home/ann/<x> is gone.' },
  },
});
const asked = { server: 'https://example.org', secrets: ['tok en'] };
const answer = { text: '', retryAfter: null, leadsTo: null };
const now = Date.parse(at);

describe('an answer', () => {
  it.each([
    [200, true, undefined],
    [204, true, undefined],
    [302, false, false],
    [400, false, false],
    [401, false, false],
    [404, false, false],
    [408, false, true],
    [429, false, true],
    [500, false, true],
    [503, false, true],
  ])('%i: sent %s, tried again %s', (status, ok, again) => {
    const sent = judgeHttp({ ...answer, status }, asked, now);
    expect(sent.ok).toBe(ok);
    expect(sent.ok ? undefined : sent.again).toBe(again);
  });

  it('is quoted on one line, without what was secret', () => {
    const sent = judgeHttp(
      { ...answer, status: 403, text: 'bad\r\n\u0007 token “tok en” tok%20en dG9rIGVu' },
      asked,
      now,
    );
    expect(sent).toMatchObject({
      reason: 'https://example.org does not let Holdfast in (403: bad token “•••” ••• •••)',
    });
    expect(quoteServer('x'.repeat(10_000), [])).toHaveLength(301);
  });

  it('says when to come again, within reason', () => {
    expect([waitOf(null, now), waitOf('90', now), waitOf('999999', now), waitOf('soon', now)]).toEqual([
      ...[null, 90_000, 3_600_000, null],
    ]);
    expect(waitOf(new Date(now + 120_000).toUTCString(), now)).toBe(120_000);
    expect(judgeHttp({ ...answer, status: 429, retryAfter: '90' }, asked, now)).toMatchObject({ afterMs: 90_000 });
  });
});

test('what keeps a server from being talked to is said in words', () => {
  const because = (code: string) => judgeNetwork([code], 'mail.example.org:587')?.reason;
  expect(because('ECONNREFUSED')).toBe('nothing answers at mail.example.org:587');
  expect(because('DEPTH_ZERO_SELF_SIGNED_CERT')).toMatch(/certificate of mail.example.org:587 is not to be trusted/);
  expect(because('ERR_TLS_CERT_ALTNAME_INVALID')).toMatch(/certificate/);
  expect(because('ENOTFOUND')).toMatch(/could not be looked up/);
  expect(because('ESOMETHING')).toBeUndefined();
  const wrapped = new Error('failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
  expect(codesOf(wrapped)).toContain('ECONNREFUSED');
});

describe('a post', () => {
  it('of a webhook is a versioned document whose signature openssl agrees with', () => {
    const { body, headers } = postOf('webhook', failed, { url: 'https://example.org/hook', secret: 'key' }, now);
    expect(JSON.parse(body)).toMatchObject({
      ...{ version: 1, event: 'run-failed', at, plan: { name: 'A <b> & “c”' }, run: { id: runId, outcome: 'failed' } },
      text: 'The folder /home/ann/<x> is gone.',
    });
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['holdfast-signature'] ?? '') ?? [];
    expect(Number(seconds)).toBe(now / 1000);
    const args = ['dgst', '-sha256', '-hmac', 'key', '-r'];
    const proven = execFileSync('openssl', args, { input: `${seconds}.${body}` }).toString();
    expect(proven.split(' ')[0]).toBe(signature);
    expect(postOf('webhook', failed, { url: 'https://example.org', secret: '' }, now).headers).not.toHaveProperty(
      'holdfast-signature',
    );
  });

  it('of ntfy goes to the server, and names the topic', () => {
    const { url, body, headers } = postOf(
      'ntfy',
      failed,
      { url: 'https://ntfy.example.org/sub/my-backups?x=1', secret: 'tk' },
      now,
    );
    expect(url).toBe('https://ntfy.example.org/sub');
    expect(headers.authorization).toBe('Bearer tk');
    expect(JSON.parse(body)).toMatchObject({ topic: 'my-backups', title: failed.title, priority: 4 });
  });

  it('of Slack has nothing in it that Slack would act on', () => {
    const { body } = postOf('slack', failed, { url: 'https://hooks.example.org/T0/B0', secret: '' }, now);
    expect(JSON.parse(body).text).toContain(
      '*The backup of “A &lt;b&gt; &amp; “c”” failed*\nThe folder /home/ann/&lt;x&gt; is gone.',
    );
  });

  it('of healthchecks goes to the beginning, the success or the failure of that run', () => {
    const ping = (kind: NotificationEvent['kind']) =>
      postOf('healthchecks', { ...failed, kind }, { url: 'https://hc.example.org/ping/uuid', secret: '' }, now).url;
    expect(ping('ping-started')).toBe(`https://hc.example.org/ping/uuid/start?rid=${runId}`);
    expect(ping('ping-succeeded')).toBe(`https://hc.example.org/ping/uuid?rid=${runId}`);
    expect(ping('ping-failed')).toBe(`https://hc.example.org/ping/uuid/fail?rid=${runId}`);
  });
});

test('a mail says in text and in HTML what happened, what to do and what silence means', () => {
  const { subject, text, html } = renderEmail(failed);
  expect(subject).toMatch(/^The backup of “A <b> & “c”” failed \(.+\)$/);
  for (const part of [
    'The folder /home/ann/<x> is gone.',
    'What to do',
    'holdfast run show 0191e7a2',
    'there is no further mail',
  ]) {
    expect(text).toContain(part);
  }
  expect(html).toContain('The folder /home/ann/&lt;x&gt; is gone.');
  expect(html).toContain('A &lt;b&gt; &amp; “c”');
  expect(html).not.toMatch(/<b>|src=|href=|<script/);
});

test('a webhook tells in the language of the home, and by codes that are the same in each', () => {
  const german = composeRunEvent({
    ...{ kind: 'run-failed', at, language: 'de', plan: failed.plan },
    run: {
      ...{ id: runId, kind: 'backup', startedAt: at, endedAt: at, outcome: 'failed', warnings: 0 },
      error: { code: 'nothing-backed-up', message: 'No file of “A” could be backed up. See the warnings of this run.' },
    },
  });
  const { body } = postOf('webhook', german, { url: 'https://example.org/hook', secret: '' }, now);
  expect(JSON.parse(body)).toMatchObject({
    ...{ event: 'run-failed', language: 'de', title: 'Die Sicherung von „A <b> & “c”“ ist gescheitert' },
    run: {
      kind: 'backup',
      outcome: 'failed',
      error: { code: 'nothing-backed-up', message: expect.stringMatching(/^No file of/) },
    },
    text: 'Keine Datei von „A“ konnte gesichert werden. Siehe die Warnungen dieses Laufs.',
  });
});
