import type { Services } from '../engine/services.ts';

/** Runs under way are among the newest: this many are looked at. */
const newest = 100;

/** Resolves when no run is under way. */
export async function untilIdle({ runs }: Pick<Services, 'runs'>): Promise<void> {
  for (;;) {
    const { items } = await runs.list({ limit: newest });
    const running = items.find(({ endedAt }) => endedAt === null);
    if (running === undefined) return;
    for await (const _event of runs.watch({ run: running.id })) {
      // Only its end matters.
    }
  }
}
