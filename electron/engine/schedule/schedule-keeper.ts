import { type Job, scheduleJob } from 'node-schedule';
import type { Plan } from '#shared/domain/plan.ts';
import { type BackupPart, backupParts } from '#shared/domain/run.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { type TurningDestinations, takingTurns } from '../plans/plan-places.ts';
import type { Ports } from '../ports.ts';
import type { RunService } from '../runs/run-service.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { type Backoff, createBackoff } from './backoff.ts';
import { type Conditions, type Decision, isDue, type Pending, pendingOf, type Volume } from './is-due.ts';
import { nextOccurrences } from './occurrences.ts';
import type { DueOf } from './occurrences-store.ts';
import { planConditions } from './plan-conditions.ts';
import { createClockWatch } from './watch-clock.ts';
import { createKeyringWatch } from './watch-keyring.ts';
import { createNetworkWatch } from './watch-network.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: Pick<CatalogueClient, 'read' | 'write'>;
  readonly destinations: TurningDestinations;
  readonly runs: Pick<RunService, 'backUp'>;
  readonly changes: Pick<ChangeHub, 'emit'>;
  readonly ports: Ports;
}

/** Starts backups when their schedules come due, and records what became of each occurrence. */
export interface ScheduleKeeper {
  /** Decides about all that is due now, and sees to it that it is called again when the next one is. Never rejects. */
  look(): Promise<void>;
  /** Looks at once, also at what waits for a drive: one came or went, or the machine woke up. Never rejects. */
  surroundingsChanged(): Promise<void>;
  /** Nothing is started any more. */
  stop(): void;
}

/** Timers lie after sleep, so `look` is to be called every few seconds as well; `isDue` decides, whoever called. */
export function createScheduleKeeper(dependencies: Dependencies): ScheduleKeeper {
  const { catalogue, changes, ports } = dependencies;
  const watchClock = createClockWatch(dependencies);
  const backoff = createBackoff<Volume>('ready');
  const decide = createDecider(dependencies, backoff);
  let going: Promise<void> | null = null;
  let stopped = false;
  let timer: Job | null = null;
  const arm = (at: number): void => {
    timer?.cancel();
    timer = null;
    if (stopped || !Number.isFinite(at)) return;
    // By the real clock: an injected one may be elsewhere.
    const inMs = Math.max(1000, at - ports.clock.now());
    timer = scheduleJob(new Date(Date.now() + inMs), () => void keeper.look());
  };
  const quiet = new Map<string, Quiet>();
  /** Until when nothing comes due, as far as that is known. */
  const idleUntil = (schedule: Schedule, now: number): number | null => {
    const known = quiet.get(schedule.id);
    const holds = known && known.of === JSON.stringify(schedule) && known.from <= now && now < known.until;
    return holds ? known.until : null;
  };
  const lookAt = async ({ row, schedule }: Scheduled, now: number): Promise<boolean> => {
    const of = { planId: row.plan.id, scheduleId: schedule.id };
    const pending = pendingOf(schedule, await catalogue.write.occurrences.lastDecided(of, now), now);
    if (pending) return decide(row, schedule, pending);
    const until = nextOccurrences(schedule, now)[0]?.at ?? Infinity;
    quiet.set(schedule.id, { of: JSON.stringify(schedule), from: now, until });
    return false;
  };
  /** Tells whether anything new was recorded, and when the next look is due. */
  const lookAtAll = async (): Promise<{ changed: boolean; next: number }> => {
    let changed = await watchClock();
    const now = ports.clock.now();
    const scheduled = schedulesOf(await catalogue.read.plans.distinct());
    let next = Infinity;
    for (const { row, schedule } of scheduled) {
      if (stopped) break;
      const idle = idleUntil(schedule, now);
      if (idle === null) changed = (await lookAt({ row, schedule }, now)) || changed;
      next = Math.min(next, idle ?? nextOccurrences(schedule, now)[0]?.at ?? Infinity);
    }
    return { changed, next };
  };
  const lookOnce = async (): Promise<void> => {
    try {
      const { changed, next } = await lookAtAll();
      if (changed) changes.emit(['plans']);
      arm(next);
    } catch (error) {
      // Closing takes the catalogue away from whoever still looks.
      if (!stopped) ports.logger.error('schedules that are due could not be looked at', error);
    } finally {
      going = null;
    }
  };
  const keeper: ScheduleKeeper = {
    look: async () => {
      if (stopped) return;
      going ??= lookOnce();
      await going;
    },
    surroundingsChanged: async () => {
      // A look that goes on may have asked before.
      await going;
      backoff.forget();
      await keeper.look();
    },
    stop: () => {
      stopped = true;
      timer?.cancel();
    },
  };
  return keeper;
}

/** Of a schedule, as it was then: nothing is due from one instant until another. */
interface Quiet {
  readonly of: string;
  readonly from: number;
  readonly until: number;
}

interface Scheduled {
  readonly row: PlanRow;
  readonly schedule: Schedule;
}

const schedulesOf = (rows: readonly PlanRow[]): readonly Scheduled[] =>
  rows.flatMap((row) =>
    row.plan.schedules
      .filter((schedule) => schedule.enabled && scopeOf(schedule, row.plan).length > 0)
      .map((schedule) => ({ row, schedule })),
  );

/** What of a plan a schedule backs up, as far as the plan has it. */
const scopeOf = ({ scope }: Schedule, { folders, databases }: Plan): readonly BackupPart[] =>
  backupParts.filter((part) => scope.includes(part) && (part === 'files' ? folders : databases).length > 0);

/** Decides about what is pending of one schedule, and records it. Tells whether anything new was recorded. */
function createDecider({ home, catalogue, destinations, runs, ports }: Dependencies, backoff: Backoff<Volume>) {
  const network = createNetworkWatch();
  const keyring = createKeyringWatch(home);
  /** What each schedule was last recorded to wait for. */
  const waiting = new Map<string, string>();
  const decide = async ({ row, schedule }: Scheduled, pending: Pending): Promise<Decision> => {
    const now = ports.clock.now();
    const parts = scopeOf(schedule, row.plan);
    // Power, volume, network and keyring are asked only if it depends on them.
    const plain = {
      power: { onBattery: false, percent: null },
      volume: 'ready',
      unreachable: null,
      locked: null,
    } as const;
    const when = { ...plain, ...(await planConditions(catalogue, { row, parts, now })) };
    const first = isDue(schedule, pending, now, when);
    if (first.kind !== 'run') return first;
    const power = schedule.minPercent === null ? when.power : await ports.machine.power();
    const volume = await backoff.ask(row.plan.id, now, () => volumeOf(row, { catalogue, destinations }));
    const second = isDue(schedule, pending, now, { ...when, power, volume });
    if (second.kind !== 'run' || !parts.includes('databases')) return second;
    const forMs = await network.awayMs(row.plan.id, row.plan.databases, now);
    const alone = parts.length === 1;
    const unreachable: Conditions['unreachable'] = forMs === null ? null : { forMs, alone };
    const third = isDue(schedule, pending, now, { ...when, power, volume, unreachable });
    if (third.kind !== 'run') return third;
    const closedMs = await keyring.closedMs(row.plan.databases, now);
    const locked: Conditions['locked'] = closedMs === null ? null : { forMs: closedMs, alone };
    return isDue(schedule, pending, now, { ...when, power, volume, unreachable, locked });
  };
  const start = async (row: PlanRow, schedule: Schedule, occurrence: DueOf): Promise<Decision> => {
    const [only, ...more] = scopeOf(schedule, row.plan);
    try {
      const all = more.length > 0 || only === undefined;
      await runs.backUp({ plan: row.plan.id, fullChecksum: false, only: all ? null : only, occurrence });
      return { kind: 'run' };
    } catch (error) {
      if (error instanceof HoldfastError && error.code === 'plan-busy') return { kind: 'wait', reason: 'busy' };
      throw error;
    }
  };
  return async (row: PlanRow, schedule: Schedule, pending: Pending): Promise<boolean> => {
    const now = ports.clock.now();
    const named = { planId: row.plan.id, scheduleId: schedule.id };
    const occurrence = { ...named, ...pending.newest };
    const passed = pending.passed.map((due) => ({ ...named, ...due }));
    if (passed.length > 0) await catalogue.write.occurrences.pass(passed, now);
    if (await catalogue.write.occurrences.settleAhead(occurrence)) return true;
    let decision = await decide({ row, schedule }, pending);
    if (decision.kind === 'run') decision = await start(row, schedule, occurrence);
    if (decision.kind === 'hold') return passed.length > 0;
    const told = decision.kind === 'wait' ? `${occurrence.key} ${decision.reason}` : '';
    if (told !== '' && waiting.get(schedule.id) === told) return passed.length > 0;
    waiting.set(schedule.id, told);
    if (decision.kind === 'run') return true;
    const state = decision.kind === 'wait' ? 'waiting' : 'skipped';
    return catalogue.write.occurrences.decide(occurrence, decision.reason, { state, now });
  };
}

/** Of drives that take turns one is enough; of none the one about which somebody can do most is told. */
const volumes: readonly Volume[] = ['ready', 'read-only', 'wrong-volume', 'volume-away'];

async function volumeOf(row: PlanRow, where: Pick<Dependencies, 'catalogue' | 'destinations'>): Promise<Volume> {
  const rows = await takingTurns(where, row);
  const states = await Promise.all(rows.map((one) => volumeOfPlace(one, where)));
  return volumes.find((volume) => states.includes(volume)) ?? 'volume-away';
}

async function volumeOfPlace(
  row: PlanRow,
  { catalogue, destinations }: Pick<Dependencies, 'catalogue' | 'destinations'>,
): Promise<Volume> {
  const repository = await catalogue.read.repositories.byId(row.plan.repositoryId);
  const state = repository ? (await destinations.check(repository)).state : 'missing';
  switch (state) {
    case 'missing':
    case 'not-mounted':
      return 'volume-away';
    case 'wrong-volume':
    case 'read-only':
      return state;
    // The run will say what is wrong with it.
    case 'format-unknown':
    case 'ready':
      return 'ready';
  }
}
