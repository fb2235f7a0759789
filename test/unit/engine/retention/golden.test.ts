import path from 'node:path';
import { expect, test } from 'vitest';
import { applyPolicy } from '../../../../electron/engine/retention/apply-policy.ts';
import type { JudgedSnapshot, Verdict } from '../../../../electron/engine/retention/judged-snapshot.ts';
import { defaultKeep, type KeepPolicy, type KeepReason } from '../../../../shared/domain/retention.ts';

const none: KeepPolicy = { last: 0, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
const hour = 3_600_000;
const now = Date.parse('2026-11-21T12:30:00Z');

const made = (at: number, other: Partial<JudgedSnapshot> = {}): JudgedSnapshot => ({
  ...{ id: new Date(at).toISOString(), completedAt: at, confirmedAt: at, pinned: false, keptUntil: null },
  ...{ holds: ['files'], good: ['files'], verified: false, proven: [], ...other },
});

/** So many hours ago each. */
const ago = (hours: readonly number[]): JudgedSnapshot[] => hours.map((one) => made(now - one * hour));
const every = (hours: number, count: number): JudgedSnapshot[] =>
  ago(Array.from({ length: count }, (_, at) => at * hours));

/** A laptop: some mornings and evenings, none for weeks, an unchanged month that one snapshot stands for. */
const laptop = [
  ...ago([0, 3, 4, 26, 29, 50, 74, 80, 98, 122, 146, 290, 300]),
  made(now - 60 * 24 * hour, { confirmedAt: now - 20 * 24 * hour }),
  ...ago([70 * 24, 71 * 24, 100 * 24, 130 * 24, 400 * 24, 500 * 24, 800 * 24]),
];

/** Dumps each hour, files once a day, and one day on which the dumps failed. */
const mixed = Array.from({ length: 240 }, (_, at) => {
  const files = at % 24 === 0 ? ['files'] : [];
  const dumps = at >= 30 && at < 54 ? [] : ['database main shop'];
  return made(now - at * hour, { holds: [...files, ...dumps], good: [...files, ...dumps] });
}).filter(({ holds }) => holds.length > 0);

const cases: readonly (readonly [string, KeepPolicy, readonly JudgedSnapshot[], string])[] = [
  ['three-years-each-hour', defaultKeep, every(1, 24 * 365 * 3), 'Europe/Berlin'],
  ['a-year-each-day', { ...none, daily: 7, weekly: 4, monthly: 6 }, every(24, 365), 'America/New_York'],
  ['laptop', defaultKeep, laptop, 'Europe/Berlin'],
  ['dumps-each-hour-files-each-day', { ...none, hourly: 6, daily: 3 }, mixed, 'UTC'],
  ['across-both-clock-changes', { ...none, hourly: 30, daily: 5 }, [...every(1, 48)], 'Australia/Lord_Howe'],
];

test.each(cases)('%s', async (name, policy, snapshots, timeZone) => {
  const verdicts = applyPolicy({ policy, snapshots, now, timeZone, facts: { frozen: null } });
  const kept = verdicts.filter(({ keep }) => keep);
  const lines = [`${JSON.stringify(policy)} ${timeZone}: ${kept.length} of ${snapshots.length}`, ...kept.map(line)];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(path.join(import.meta.dirname, 'golden', `${name}.txt`));
});

function line({ id, reasons, expiresAt }: Verdict): string {
  const until = expiresAt === null ? '' : new Date(expiresAt).toISOString().slice(0, 16);
  return `${id.slice(0, 16)}  until ${until.padEnd(16)}  ${reasons.map(words).join(', ')}`;
}

const words = (reason: KeepReason): string =>
  'number' in reason ? `${reason.kind} ${reason.number}/${reason.of}` : reason.kind;
