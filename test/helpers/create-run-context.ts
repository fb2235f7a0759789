import type { Catalogue } from '../../electron/engine/catalogue/catalogue.ts';
import type { Connection } from '../../electron/engine/catalogue/open-catalogue.ts';
import { createProgressMeter } from '../../electron/engine/runs/progress-meter.ts';
import type { RunContext } from '../../electron/engine/runs/run-context.ts';
import type { Warning } from '../../shared/domain/warning.ts';

interface Parts {
  readonly home: string;
  readonly db: Connection;
  readonly catalogue: Catalogue;
}

/** What a run's thread would give to a part of a job, over a real catalogue. */
export function createRunContext(parts: Parts): RunContext {
  const warnings: Warning[] = [];
  return {
    ...parts,
    runId: crypto.randomUUID(),
    startedAt: new Date().toISOString(),
    signal: new AbortController().signal,
    progress: createProgressMeter(() => {}),
    keepFreeBytes: 0,
    now: Date.now,
    log: () => {},
    warn: (warning) => void warnings.push(warning),
    warningCount: () => warnings.length,
    warnings: () => warnings,
  };
}
