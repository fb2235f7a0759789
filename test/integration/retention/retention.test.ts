import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../electron/engine/engine.ts';
import type { KeepPolicy } from '../../../shared/domain/retention.ts';
import { eventually } from '../../helpers/eventually.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';
import { withEngine } from '../../helpers/with-engine.ts';

const [hourMs, dayMs] = [60 * 60 * 1000, 24 * 60 * 60 * 1000];
const none: KeepPolicy = { last: 0, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

let real: RealHome;
let planId: string;
let start: number;
const [papers, music] = ['papers', 'music'].map((name) => () => path.join(real.source, name)) as [
  () => string,
  () => string,
];

beforeEach(() => {
  real = createRealHome();
  for (const folder of [papers(), music()]) fs.mkdirSync(folder);
  fs.writeFileSync(path.join(music(), 'song'), 'la');
  planId = real.addPlan('Home', [papers(), music()]).plan.id;
  start = Date.now();
});
afterEach(() => real.close());

const engineAt = <Result>(now: number, use: (engine: Engine) => Result, owner: 'command' | 'host' = 'command') =>
  withEngine(real.home, owner, () => now, use);

async function backUp({ services }: Engine): Promise<{ readonly snapshotId: string; readonly outcome: string | null }> {
  fs.appendFileSync(path.join(papers(), 'diary'), 'one more line\n');
  const { runId } = await services.runs.backup({ plan: planId, fullChecksum: false });
  for await (const event of services.runs.watch({ run: runId })) {
    if (event.type === 'ended') return { snapshotId: event.run.snapshotId ?? '', outcome: event.run.outcome };
  }
  throw new Error('the run ended without a word');
}

/** As if it had been made then. */
function date(snapshotId: string, at: number): void {
  const time = new Date(at).toISOString();
  real.db.prepare('UPDATE snapshot SET completed_at = ?, confirmed_at = ? WHERE id = ?').run(time, time, snapshotId);
}

/** One backup a day, the last of them now; oldest first. */
async function backUpDaily(count: number): Promise<string[]> {
  const made = await engineAt(start, async (engine) => {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1) ids.push((await backUp(engine)).snapshotId);
    return ids;
  });
  for (const [at, id] of made.entries()) date(id, start - (count - 1 - at) * dayMs);
  return made;
}

const keep = (policy: KeepPolicy | null) =>
  engineAt(start, ({ services }) => services.plans.edit({ plan: planId, changes: { keep: policy, timeZone: 'UTC' } }));
const there = () =>
  real.catalogue.snapshots
    .list()
    .map(({ id }) => id)
    .toReversed();
const folders = () => fs.readdirSync(path.dirname(real.folderOf(there()[0] ?? ''))).length;
const prune = (now = start) =>
  engineAt(now, async ({ services }) => {
    const [runId] = (await services.retention.prune({ plan: planId })).runIds;
    if (runId === undefined) return null;
    for await (const event of services.runs.watch({ run: runId })) if (event.type === 'ended') return event.run;
    throw new Error('the run ended without a word');
  });
const audited = () => engineAt(start, ({ services }) => services.audit.list({ action: 'prune', limit: 10 }));

describe('what a plan no longer keeps', () => {
  it('goes, with its files; what is kept stays readable, and a second time nothing goes', async () => {
    const made = await backUpDaily(6);
    await keep({ ...none, daily: 2 });
    const preview = await engineAt(start, ({ services }) => services.retention.preview({ plan: planId }));
    expect(preview.snapshots.map(({ keep: stays }) => stays)).toEqual([true, true, false, false, false, false]);
    expect(preview.snapshots[0]?.reasons).toEqual([{ kind: 'last-good' }, { kind: 'daily', number: 1, of: 2 }]);
    expect(there()).toHaveLength(6);

    expect(await prune()).toMatchObject({
      kind: 'delete',
      outcome: 'succeeded',
      subject: '4 snapshots that are no longer kept',
    });
    expect(there()).toEqual(made.slice(4));
    expect(folders()).toBe(2);
    const diary = fs.readFileSync(path.join(real.folderOf(made[4] ?? ''), 'files', papers(), 'diary'), 'utf8');
    expect(diary).toBe('one more line\n'.repeat(5));
    expect(await prune()).toBeNull();
    const { items } = await audited();
    expect(items).toHaveLength(1);
    expect(items[0]?.details).toMatchObject({ planned: { keep: 'daily=2', timeZone: 'UTC', kept: 2 } });
    expect(items[0]?.details.order?.snapshots).toHaveLength(4);
  });

  it('is all there is for plans from before: they keep everything until somebody says otherwise', async () => {
    real.db.prepare(`UPDATE plan SET settings = json_remove(settings, '$.keep', '$.timeZone', '$.schedules')`).run();
    const made = await backUpDaily(3);
    expect(real.catalogue.plans.get(planId)?.plan).toMatchObject({ keep: null });
    expect(await prune(start + 3000 * dayMs)).toBeNull();
    expect(there()).toEqual(made);
  });

  it('does not hold what is pinned, or the last good copy of a folder', async () => {
    const made = await backUpDaily(4);
    fs.rmSync(music(), { recursive: true });
    await engineAt(start, async (engine) => {
      expect((await backUp(engine)).outcome).toBe('failed');
      await engine.services.snapshots.pin({ snapshot: made[0] ?? '', pinned: true });
    });
    await keep({ ...none, last: 1 });
    expect(await prune()).toBeNull();
    await engineAt(start, async (engine) => {
      const failing = await engine.services.retention.preview({ plan: planId });
      expect(failing).toMatchObject({ frozen: 'failing' });
      expect(failing.snapshots.map(({ reasons }) => reasons[0]?.kind)).toEqual([
        ...['last-good', 'last-good', 'plan-failing', 'plan-failing', 'pinned'],
      ]);
      await engine.services.plans.edit({ plan: planId, changes: { acceptEmpty: true } });
      expect((await backUp(engine)).outcome).toBe('succeeded');
    });
    // The command's engine has deleted what went after that success.
    const left = there();
    expect(left).toHaveLength(3);
    expect(left.slice(0, 2)).toEqual([made[0], made[3]]);
  });

  it('stays while the clock is wrong', async () => {
    const made = await backUpDaily(4);
    await keep({ ...none, last: 1 });
    expect(await prune(start - 2 * hourMs)).toBeNull();
    expect(there()).toEqual(made);
  });

  it('stays while another volume is at its place', async () => {
    const made = await backUpDaily(3);
    await keep({ ...none, last: 1 });
    const marker = path.join(real.repository, 'holdfast-repository.json');
    const text = fs.readFileSync(marker, 'utf8');
    fs.writeFileSync(marker, text.replaceAll(/"id": "[^"]+"/g, `"id": "${crypto.randomUUID()}"`));
    expect(await prune()).toMatchObject({ outcome: 'skipped', error: { code: 'destination-wrong-volume' } });
    expect(there()).toEqual(made);
    fs.writeFileSync(marker, text);
    expect(await prune()).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('it goes by itself', () => {
  it('after each success of a command', async () => {
    await backUpDaily(4);
    await keep({ ...none, last: 2 });
    const newest = await engineAt(start, backUp);
    expect(there()).toHaveLength(2);
    expect(there().at(-1)).toBe(newest.snapshotId);
    expect((await audited()).items[0]).toMatchObject({ action: 'prune', way: 'engine' });
  });

  it('in an engine that stays: once it starts, after a success, and when a day is over', async () => {
    await backUpDaily(4);
    await keep({ ...none, withinDays: 2 });
    await engineAt(start + hourMs, () => eventually(() => there().length === 2), 'host');
    await engineAt(start + dayMs + 2 * hourMs, () => eventually(() => there().length === 1), 'host');
    await engineAt(start + 9 * dayMs, () => eventually(() => there().length === 1), 'host');
  });
});

it('a policy that keeps nothing is refused', async () => {
  await expect(keep(none)).rejects.toMatchObject({ code: 'invalid-input', message: /keeps nothing/ });
});
