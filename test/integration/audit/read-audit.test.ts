import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuditedHome, openAuditedHome } from '../../helpers/audited-home.ts';

let audited: AuditedHome;

beforeEach(async () => {
  audited = await openAuditedHome();
  for (const theme of ['dark', 'light', 'dark', 'light', 'system'] as const) {
    await audited.client.settings.set({ theme });
  }
});
afterEach(() => audited.home.close());

test('the trail is read page by page, newest first, also while it grows', async () => {
  const { client } = audited;
  const first = await client.audit.list({ limit: 3 });
  await client.settings.set({ theme: 'dark' });
  const second = await client.audit.list({ limit: 3, after: first.next ?? '' });
  const third = await client.audit.list({ limit: 3, after: second.next ?? '' });
  const numbers = [first, second, third].map(({ items }) => items.map(({ number }) => number));
  expect(numbers).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
  expect(third.next).toBeNull();
});

test('it is read by plan, action and time', async () => {
  const { client, trail } = audited;
  const numbersOf = async (filter: Parameters<typeof client.audit.list>[0]) =>
    (await client.audit.list(filter)).items.map(({ number }) => number);
  expect(await numbersOf({ plan: 'home' })).toEqual([2]);
  expect(await numbersOf({ plan: 'none' })).toEqual([]);
  expect(await numbersOf({ action: 'repository-init' })).toEqual([1]);
  const at = (await trail())[3]?.at ?? '';
  expect(await numbersOf({ since: at, until: at })).toContain(4);
  expect(await numbersOf({ until: '2020-01-01T00:00:00Z' })).toEqual([]);
  expect(await numbersOf({ since: '2020-01-01T00:00:00Z' })).toHaveLength(7);
  await client.plans.edit({ plan: 'Home', changes: { name: 'House' } });
  expect(await numbersOf({ plan: 'House' })).toEqual([8, 2]);
  await client.plans.remove({ plan: 'House' });
  expect(await numbersOf({ plan: 'house' })).toEqual([9]);
  expect(await numbersOf({ plan: (await trail())[1]?.planId ?? '' })).toEqual([9, 8, 2]);
});

test('it is saved as JSON lines and CSV, oldest first, pages one after the other', async () => {
  const { client, trail } = audited;
  const whole = async (format: 'jsonl' | 'csv') => {
    let [text, after]: [string, string | undefined] = ['', undefined];
    do {
      const page: { text: string; next: string | null } = await client.audit.export({ format, after, limit: 3 });
      text += page.text;
      after = page.next ?? undefined;
    } while (after !== undefined);
    return text;
  };
  const lines = (await whole('jsonl')).split('\n').slice(0, -1);
  expect(lines.map((line) => JSON.parse(line))).toEqual(await trail());
  const rows = (await whole('csv')).split('\r\n').slice(0, -1);
  expect(rows).toHaveLength(8);
  expect(rows.filter((row) => row.startsWith('"number"'))).toHaveLength(1);
  expect(rows[1]).toMatch(/^1,"20/);
  expect(await client.audit.export({ format: 'jsonl', action: 'repair' })).toEqual({ text: '', next: null });
});
