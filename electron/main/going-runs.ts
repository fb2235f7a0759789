import type { Run } from '#shared/domain/run.ts';
import type { Services } from '../engine/services.ts';

/** Runs under way are among the newest: this many are looked at. */
const newest = 100;

export async function goingRuns({ runs }: Pick<Services, 'runs'>): Promise<readonly Run[]> {
  const { items } = await runs.list({ limit: newest });
  return items.filter(({ endedAt }) => endedAt === null);
}

/** Resolves when no run is under way. */
export async function untilIdle(services: Pick<Services, 'runs'>): Promise<void> {
  for (;;) {
    const [running] = await goingRuns(services);
    if (running === undefined) return;
    for await (const _event of services.runs.watch({ run: running.id })) {
      // Only its end matters.
    }
  }
}
