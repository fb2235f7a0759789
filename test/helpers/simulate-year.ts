import type { Outcome } from '#shared/domain/run.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../../electron/engine/catalogue/plans-store.ts';
import { removeSnapshot } from '../../electron/engine/catalogue/remove-snapshot.ts';
import { noNotifier } from '../../electron/engine/notifications/no-notifier.ts';
import type { Ports } from '../../electron/engine/ports.ts';
import { createRetentionKeeper, type RetentionKeeper } from '../../electron/engine/retention/keep-retention.ts';
import { ownProcess } from '../../electron/engine/runs/process-identity.ts';
import type { StartBackup, StartRun } from '../../electron/engine/runs/run-service.ts';
import { createScheduleKeeper, type ScheduleKeeper } from '../../electron/engine/schedule/schedule-keeper.ts';
import { catalogueInThread } from './catalogue-in-thread.ts';
import { createDesktopDouble } from './desktop-double.ts';
import type { FilledCatalogue } from './fill-catalogue.ts';
import { createLoginItemDouble } from './login-item-double.ts';
import { createSilentLogger } from './silent-logger.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export interface Success {
  readonly planId: string;
  /** The snapshot that it made or confirmed. */
  readonly snapshotId: string;
  /** True time, and what the clock showed. */
  readonly at: number;
  readonly shown: number;
}

export interface World {
  /** True time, and by how much the clock is wrong, in ms. */
  time: number;
  off: number;
  readonly machine: { bootedAt: number; drive: boolean; percent: number; onBattery: boolean };
  readonly successes: Success[];
  /** By plan id. */
  readonly lastSuccess: Map<string, Success>;
  /** Snapshots that retention let go of. */
  pruned: number;
  readonly open: OpenRun[];
  runs: number;
  /** The most runs of one plan that went on at once. */
  most: number;
}

/** A run that goes on, or went on when the power went. */
interface OpenRun {
  readonly id: string;
  readonly plan: PlanRow;
  readonly endsAt: number;
}

interface Year {
  readonly filled: FilledCatalogue;
  readonly plans: readonly PlanRow[];
  /** From 0 to 1. */
  readonly random: () => number;
  readonly from: number;
  readonly until: number;
  readonly onLook: (world: World) => Promise<void>;
}

/**
 * A laptop over a year: at random open, asleep or off; its drive there or not; runs that fail; its clock set wrong for hours
 * or days, and right again. `onLook` is called after each look with the true time. Two programs look at the same home.
 */
export async function simulateYear(year: Year): Promise<World> {
  const { random, from, until, onLook } = year;
  const machine = { bootedAt: from, drive: true, percent: 80, onBattery: false };
  const world: World = {
    ...{ time: from, off: 0, machine, open: [], runs: 0, most: 0 },
    ...{ successes: [], lastSuccess: new Map(), pruned: 0 },
  };
  const spell = (mean: number) => Math.ceil((-Math.log(1 - random()) * mean) / minute) * minute;
  const changeClock = createClockChanges(world, year);
  let keepers = boot(world, year);
  const look = async () => {
    await Promise.all(keepers.map(({ schedule }) => schedule.look()));
    // The other one would find nothing more to do.
    await keepers[0]?.retention.look();
  };
  while (world.time < until) {
    const openUntil = Math.min(until, world.time + spell(5 * hour));
    while (world.time < openUntil) {
      changeMachine(world, random);
      changeClock();
      endRuns(world, year);
      acceptClock(world, year);
      await look();
      await onLook(world);
      world.time += (28 + Math.floor(random() * 28)) * minute;
    }
    const isOff = random() < 0.5;
    world.time += random() < 0.03 ? 10 * day : spell(isOff ? 10 * hour : 6 * hour);
    if (!isOff) continue;
    for (const keeper of keepers) stop(keeper);
    keepers = boot(world, year);
  }
  // Opened once more, with its drive there.
  machine.drive = true;
  for (const run of [...world.open]) end(run, 'succeeded', world, year);
  await look();
  for (const keeper of keepers) stop(keeper);
  return world;
}

interface Keepers {
  readonly schedule: ScheduleKeeper;
  readonly retention: RetentionKeeper;
}

function stop({ schedule, retention }: Keepers): void {
  schedule.stop();
  retention.stop();
}

/** Two programs that look at one home. What went on when the power went is interrupted. */
function boot(world: World, year: Year): readonly Keepers[] {
  const { machine, open } = world;
  for (const run of [...open]) end(run, 'interrupted', world, year);
  machine.bootedAt = world.time;
  const ports: Ports = {
    clock: { now: () => world.time + world.off },
    logger: createSilentLogger(),
    desktop: createDesktopDouble(),
    notifier: noNotifier,
    loginItem: createLoginItemDouble(),
    machine: { uptimeMs: () => world.time - machine.bootedAt, power: async () => machine },
  };
  const state = () => ({ state: machine.drive ? ('ready' as const) : ('missing' as const), problem: null });
  const check = async () => ({ ...state(), failure: null, space: null });
  // Nothing asks for what else a drive holds: the plan takes no turns.
  const destinations = { check, inspect: notAsked, slugs: notAsked, slugOf: notAsked };
  const runs = {
    backUp: (request: StartBackup) => backUp(request, world, year),
    start: async (request: StartRun) => prune(request, world, year),
    service: {
      watch: () => {
        throw new Error('Nobody waits for a run here.');
      },
    },
  };
  const catalogue = { ...catalogueInThread(year.filled.catalogue), close: async () => {} };
  const shared = { home: year.filled.home, catalogue, destinations, runs, ports };
  return [1, 2].map(() => ({
    schedule: createScheduleKeeper({ ...shared, changes: { emit: () => {} } }),
    retention: createRetentionKeeper(shared),
  }));
}

/** What is asked for goes at once; the other program may have asked before. */
function prune({ job }: StartRun, world: World, { filled: { db, catalogue } }: Year): string {
  if (job.kind !== 'delete') throw new Error(`A ${job.kind} was started.`);
  for (const id of job.snapshotIds) {
    if (!catalogue.snapshots.byId(id)) continue;
    db.transaction(() => removeSnapshot(db, id))();
    world.pruned += 1;
  }
  return crypto.randomUUID();
}

const notAsked = () => Promise.reject(new Error('asked of a drive'));

async function backUp({ plan: id, occurrence }: StartBackup, world: World, year: Year): Promise<string> {
  const { filled, plans, random } = year;
  const plan = plans.find((row) => row.plan.id === id);
  if (!plan || world.open.some((run) => run.plan === plan)) throw new HoldfastError('plan-busy', { name: id });
  const run = { id: crypto.randomUUID(), plan, endsAt: world.time + (2 + random() * 40) * minute };
  const startedAt = new Date(world.time + world.off).toISOString();
  const row = { id: run.id, kind: 'backup' as const, planId: id, planName: plan.plan.name, snapshotId: null };
  const started = filled.catalogue.runs.start({
    ...row,
    subject: '',
    startedAt,
    ...ownProcess(),
    occurrence: occurrence ?? null,
  });
  if (!started) throw new HoldfastError('plan-busy', { name: id });
  world.open.push(run);
  world.runs += 1;
  world.most = Math.max(world.most, world.open.filter((one) => one.plan === plan).length);
  return run.id;
}

function endRuns(world: World, year: Year): void {
  for (const run of [...world.open]) {
    if (run.endsAt <= world.time) end(run, year.random() < 0.15 ? 'failed' : 'succeeded', world, year);
  }
}

function end(run: OpenRun, outcome: Outcome, world: World, { filled, random }: Year): void {
  const { open, time, off } = world;
  open.splice(open.indexOf(run), 1);
  const endedAt = new Date(time + off).toISOString();
  const good = outcome === 'succeeded';
  const snapshotId = good ? keep(filled, run.plan, { at: endedAt, changed: random() < 0.35 }) : null;
  if (snapshotId !== null) {
    const success = { planId: run.plan.plan.id, snapshotId, at: time, shown: time + off };
    world.successes.push(success);
    world.lastSuccess.set(success.planId, success);
  }
  const result = good ? { kind: 'backup' as const, unchanged: false, files: noFiles } : null;
  const ended = { endedAt, outcome, snapshotId, result, error: null, warnings: [], warningCount: 0, steps: [] };
  filled.catalogue.runs.end(run.id, ended);
}

function changeMachine({ machine }: World, random: () => number): void {
  if (random() < 0.03) machine.drive = !machine.drive || random() < 0.3;
  if (random() < 0.03) Object.assign(machine, { onBattery: random() < 0.5, percent: Math.floor(random() * 100) });
}

/** Where it was set wrong while nobody looked, only a person can tell that it is right again: that takes some days. */
function acceptClock({ time, off }: World, { random, filled: { catalogue } }: Year): void {
  if (off !== 0 || catalogue.schedule.clockTrusted() || random() > 0.02) return;
  catalogue.schedule.noteClock({ shown: time, offMs: 0, notedAt: null });
}

/** Set wrong every few weeks, and right again; in the end right for good, so that every occurrence can be told. */
function createClockChanges(world: World, { random, from, until }: Year): () => void {
  let next = from + 20 * day;
  return () => {
    if (world.time < next) return;
    const wrong = world.off === 0 && world.time < until - 60 * day;
    world.off = wrong ? Math.round((random() < 0.5 ? -1 : 1) * (2 + random() * 700)) * hour : 0;
    next = world.time + (wrong ? 1 + random() * 40 : 24 * (5 + random() * 40)) * hour;
  };
}

const noFiles = { added: 1, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 };

/** As a run does: makes a snapshot where something changed, and confirms the newest one otherwise. */
function keep(
  { db, addSnapshot }: FilledCatalogue,
  plan: PlanRow,
  { at, changed }: { readonly at: string; readonly changed: boolean },
): string {
  const newest = db
    .prepare<[number], string>('SELECT id FROM snapshot WHERE plan_key = ? ORDER BY sequence DESC LIMIT 1')
    .pluck()
    .get(plan.key);
  if (newest !== undefined && !changed) {
    db.prepare('UPDATE snapshot SET confirmed_at = ? WHERE id = ?').run(at, newest);
    return newest;
  }
  const { id } = addSnapshot(plan, { '/home/ada/letter': { mtimeS: Date.parse(at) / 1000 } });
  db.prepare('UPDATE snapshot SET completed_at = ?, confirmed_at = ? WHERE id = ?').run(at, at, id);
  return id;
}

export const scheduleOf = (change: Partial<Schedule> & Pick<Schedule, 'every'>, since: number): Schedule => ({
  ...{ id: crypto.randomUUID(), timeZone: 'Europe/Vienna', jitterMinutes: 0, enabled: true, scope: ['files' as const] },
  ...{ minPercent: null, keep: null, since: new Date(since).toISOString() },
  ...change,
});
