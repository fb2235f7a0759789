import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { type Channel, type ChannelWish, channelDraftSchema, type Delivery } from '#shared/domain/notification.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { createScheduledHome, inTime, look, type ScheduledHome } from './scheduled-home.ts';

type Services = Engine['services'];

/** A home whose plan can be made to fail, for tests of who is told of it. */
export interface ToldHome extends ScheduledHome {
  /** Backs the plan up and gives the outcome. */
  backUp(services: Services): Promise<string | null>;
  /** The plan's folder is gone from now on, or there again. */
  setGone(gone: boolean): void;
  add(services: Services, wish: ChannelWish): Promise<Channel>;
}

export function createToldHome(): ToldHome {
  const home = createScheduledHome();
  const [papers, away] = ['papers', 'away'].map((name) => path.join(home.folder, name)) as [string, string];
  return {
    ...home,
    setGone: (gone) => fs.renameSync(gone ? papers : away, gone ? away : papers),
    backUp: async ({ runs }) => {
      const { runId } = await runs.backup({ plan: 'Papers', fullChecksum: false, only: null });
      for await (const event of runs.watch({ run: runId })) if (event.type === 'ended') return event.run.outcome;
      return null;
    },
    add: ({ notifications }, wish) => notifications.add(channelDraftSchema.omit({ id: true }).parse(wish)),
  };
}

export const logOf = async ({ notifications }: Services): Promise<readonly Delivery[]> =>
  (await notifications.log({ limit: 100 })).items.filter(({ channelKind }) => channelKind !== 'desktop');

/** Newest first: what was told, and what became of it. */
export const untilSent = (services: Services, expected: readonly string[]) =>
  inTime(async () => {
    await look(services);
    expect((await logOf(services)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(expected);
  });
