import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Channel, channelSchema } from '#shared/domain/notification.ts';
import type { Outcome } from '#shared/domain/run.ts';
import type { Warning } from '#shared/domain/warning.ts';
import { auditEntry } from '../../../electron/engine/audit/record-audit.ts';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import type { RepositoryRoom } from '../../../electron/engine/notifications/news-store.ts';
import { ownProcess } from '../../../electron/engine/runs/process-identity.ts';
import { type FilledCatalogue, fillCatalogue } from '../../helpers/fill-catalogue.ts';

const minute = 60_000;
const now = Date.parse('2026-11-21T03:00:00.000Z');
let filled: FilledCatalogue;
let plan: PlanRow;
let hook: Channel;

beforeEach(() => {
  filled = fillCatalogue();
  plan = filled.addPlan('Papers');
  const target = { kind: 'webhook', caFile: '' };
  hook = channelSchema.parse({
    ...{ id: crypto.randomUUID(), name: 'Hook', target, enabled: true, plans: null, address: 'https://example.org' },
    ...{ events: ['run-failed', 'low-space', 'unusual-change', 'run-succeeded'], hasSecret: false },
  });
  put(hook);
});
afterEach(() => filled.close());

const put = (channel: Channel): void =>
  filled.catalogue.channels.put(
    channel,
    auditEntry(now, { action: 'channel-add', subject: channel.name, details: {} }),
  );

function endRun(outcome: Outcome, warnings: readonly Warning[] = []): void {
  const id = crypto.randomUUID();
  const of = { kind: 'backup' as const, planId: plan.plan.id, planName: 'Papers', snapshotId: null, subject: '' };
  filled.catalogue.runs.start({ id, ...of, startedAt: new Date(now).toISOString(), ...ownProcess() });
  const error = outcome === 'failed' ? { code: 'source-missing' as const, message: 'It is gone.', details: {} } : null;
  const end = { outcome, error, warnings, warningCount: warnings.length, result: null, steps: [] };
  filled.catalogue.runs.end(id, { ...end, endedAt: new Date(now).toISOString() });
}

const told = (): readonly string[] =>
  filled.catalogue.deliveries
    .list({ limit: 1000 })
    .filter(({ channel }) => channel === 'Hook')
    .map(({ title }) => title);

test('what was recorded is thought about once, whoever comes first', () => {
  const { news } = filled.catalogue;
  endRun('failed');
  expect(news.waiting()).toBe(true);
  expect([news.takeRuns(now, 'en'), news.takeRuns(now, 'en')]).toEqual([2, 0]);
  expect(news.waiting()).toBe(false);
  expect(told()).toEqual(['The backup of “Papers” failed']);
});

test('an unusual change is told by itself, with what the run said of it', () => {
  const message = 'In “Papers” 5,000 of 6,000 files changed.';
  endRun('succeeded-with-warnings', [{ code: 'unusual-change', path: '/home/ada', message }]);
  filled.catalogue.news.takeRuns(now, 'en');
  expect(told()).toEqual(['The backup of “Papers” succeeded', 'Far more changed in “Papers” than usual']);
  const first = filled.catalogue.deliveries.due(now).find(({ channelId }) => channelId === hook.id);
  expect(filled.catalogue.deliveries.claim(first?.number ?? 0, now)?.event).toMatchObject({
    text: message,
    kind: 'unusual-change',
  });
});

test('little room is told once while it lasts, and once a day where it comes and goes', () => {
  const { news } = filled.catalogue;
  const room = (low: RepositoryRoom['low'], fullAt: string | null = null): RepositoryRoom => ({
    ...{
      id: plan.plan.repositoryId,
      path: '/media/drive',
      plans: [plan.plan.id],
      freeBytes: 4e9,
      totalBytes: 1e11,
      low,
      fullAt,
    },
  });
  const day = 24 * 60 * minute;
  for (const low of ['space', 'space', null, 'space'] as const) news.noteSpace([room(low)], now, 'en');
  expect(told()).toEqual(['The drive of /media/drive is almost full']);
  expect(news.knownLow()).toEqual([plan.plan.repositoryId]);
  news.noteSpace([room(null)], now + day, 'en');
  news.noteSpace([room('forecast', '2026-12-01T00:00:00.000Z')], now + day, 'en');
  expect(told()).toEqual(['The drive of /media/drive will soon be full', 'The drive of /media/drive is almost full']);
});

test('a message is sent by one process at a time; what a killed one held is sent later', () => {
  const { deliveries, news } = filled.catalogue;
  endRun('failed');
  news.takeRuns(now, 'en');
  const number = deliveries.due(now).find(({ channelId }) => channelId === hook.id)?.number ?? 0;
  expect(deliveries.claim(number, now)?.attempts).toBe(1);
  expect(deliveries.claim(number, now + minute)).toBeUndefined();
  expect(deliveries.claim(number, now + 2.1 * minute)?.attempts).toBe(2);
  deliveries.release(number);
  expect(deliveries.claim(number, now + 2.2 * minute)?.attempts).toBe(2);
  deliveries.failed(number, now, { error: 'It is down.', nextAt: now + 5 * minute });
  expect(deliveries.claim(number, now + 4 * minute)).toBeUndefined();
  // The clock was set back by a day.
  expect(deliveries.claim(number, now - 24 * 60 * minute)?.attempts).toBe(3);
  deliveries.sent(number, now, 'ok');
  expect(deliveries.claim(number, now + 9 * minute)).toBeUndefined();
});

test('the queue of a channel is bounded, and goes with the channel', () => {
  const { channels, deliveries, news } = filled.catalogue;
  for (let run = 0; run < 210; run += 1) endRun('succeeded');
  news.takeRuns(now, 'en');
  expect(deliveries.counts(0)).toEqual({ waiting: 200, failed: 10 });
  expect(deliveries.list({ state: 'failed', limit: 1 })[0]?.error).toMatch(/More than 200 messages were waiting/);
  channels.remove(hook.id, auditEntry(now, { action: 'channel-remove', subject: 'Hook', details: {} }));
  expect(deliveries.counts(0)).toEqual({ waiting: 0, failed: 210 });
  expect(deliveries.retry(1, now)).toBeUndefined();
});
