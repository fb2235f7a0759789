import { auditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Ports } from '../ports.ts';
import { judgeClock } from './judge-clock.ts';

interface Dependencies {
  readonly catalogue: Pick<CatalogueClient, 'write'>;
  readonly ports: Pick<Ports, 'clock' | 'machine'>;
}

/** What the clock shows is written down so often, for the next program that looks at it. */
const writtenMs = 10 * 60_000;

/**
 * Looks at the clock each time it is called: notes when it was set by more than an hour, and when it agrees again. Gives
 * whether that changed just now. Occurrences that a wrong clock had skipped and that lie ahead again are forgotten.
 */
export function createClockWatch({ catalogue, ports }: Dependencies): () => Promise<boolean> {
  let last: { readonly shown: number; readonly uptime: number } | null = null;
  let written: number | null = null;
  return async () => {
    const [now, uptime] = [ports.clock.now(), ports.machine.uptimeMs()];
    const stored = await catalogue.write.schedule.clock();
    const record = stored && last ? { ...stored, shown: last.shown } : stored;
    const next = judgeClock(record, now, last && uptime - last.uptime);
    if (record && now < record.shown) await catalogue.write.occurrences.forgetAhead(now);
    last = { shown: now, uptime };
    const changed = next.offMs !== (record?.offMs ?? 0);
    if (!changed && written !== null && Math.abs(now - written) < writtenMs) return false;
    const action = next.offMs === 0 ? 'clock-agrees' : 'clock-off';
    const details = { order: { offMs: next.offMs } };
    await catalogue.write.schedule.noteClock(
      next,
      changed ? auditEntry(now, { action, subject: 'the clock', details }) : undefined,
    );
    written = now;
    return changed;
  };
}
