import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { type PlanDraft, planDraftSchema } from '#shared/domain/plan.ts';
import type { Occurrence } from '#shared/domain/schedule.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import type { Ports } from '../../electron/engine/ports.ts';
import { quietPorts } from './quiet-ports.ts';

const hour = 3_600_000;

/** A home with a folder “papers” and a plan of it that comes due each day at 03:00, and a clock that is set by hand. */
export interface ScheduledHome {
  readonly folder: string;
  readonly clock: { now: number; uptime: number };
  /** Another engine of the same home; `host` looks at what is due. */
  open(owner?: 'host' | 'command', ports?: Partial<Ports>): Promise<Engine['services']>;
  pass(hours: number): void;
  /** In a repository at `drive` unless said otherwise; gives its id. */
  makePlan(services: Engine['services'], repository?: string, draft?: Partial<PlanDraft>): Promise<string>;
  /** They end, and the home stays. */
  closeEngines(): Promise<void>;
  close(): Promise<void>;
}

export function createScheduledHome(): ScheduledHome {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-schedules-')));
  const engines: Engine[] = [];
  fs.mkdirSync(path.join(folder, 'papers'));
  fs.writeFileSync(path.join(folder, 'papers', 'letter'), 'hello');
  const closeEngines = async () => {
    for (const engine of engines.splice(0)) await engine.close();
  };
  const clock = { now: Date.parse('2026-11-21T12:00:00.000Z'), uptime: 0 };
  return {
    ...{ folder, clock },
    open: async (owner = 'host', own = {}) => {
      const ports = { ...quietPorts(), ...own };
      const machine = { ...ports.machine, uptimeMs: () => clock.uptime };
      const engine = await createEngine({
        ...{ home: path.join(folder, 'home'), owner },
        ports: { ...ports, clock: { now: () => clock.now }, machine },
      });
      engines.push(engine);
      return engine.services;
    },
    pass: (hours) => {
      clock.now += hours * hour;
      clock.uptime += hours * hour;
    },
    makePlan: async ({ plans, repositories }, place = path.join(folder, 'drive'), draft = {}) => {
      const repository = await repositories.create({ path: place });
      const plain = { name: 'Papers', repository: repository.id, folders: [path.join(folder, 'papers')] };
      const daily = { every: { kind: 'daily', at: '03:00' }, timeZone: 'UTC' };
      const asked = { ...plain, keep: null, timeZone: 'UTC', schedules: [daily], ...draft };
      return (await plans.create(planDraftSchema.parse(asked))).plan.id;
    },
    closeEngines,
    close: async () => {
      await closeEngines();
      fs.rmSync(folder, { recursive: true });
    },
  };
}

export const occurrencesIn = async (services: Engine['services']): Promise<readonly Occurrence[]> =>
  (await services.schedules.occurrences({ limit: 100 })).items;

/** Newest first, as `22T03:00 started succeeded`. */
export const told = (occurrences: readonly Occurrence[]): readonly string[] =>
  occurrences.map(({ key, state, reason, outcome }) => `${key.slice(8)} ${state} ${outcome ?? reason}`);

export const inTime = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 60_000, interval: 100 });

/** A pause that is not there is ended: whoever stays looks at what is due. */
export const look = (services: Engine['services']) => services.schedules.resume(undefined);

export const untilTold = (services: Engine['services'], expected: readonly string[]) =>
  inTime(async () => {
    await look(services);
    expect(told(await occurrencesIn(services))).toEqual(expected);
  });
