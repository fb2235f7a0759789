import type { Warning } from '#shared/domain/warning.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { ProgressMeter } from './progress-meter.ts';

/** What a run's thread gives to the job that it runs. Everything here may be used synchronously: it is not the main thread. */
export interface RunContext {
  readonly home: string;
  readonly runId: string;
  readonly startedAt: string;
  readonly db: Connection;
  readonly catalogue: Catalogue;
  /** Aborts when the run is cancelled; its reason is HoldfastError('cancelled'). */
  readonly signal: AbortSignal;
  readonly progress: ProgressMeter;
  /** Reserved floor of free bytes on the destination. */
  readonly keepFreeBytes: number;
  now(): number;
  /** A line of the run's log. */
  log(line: string): void;
  /** A warning: recorded with the run (the first 1,000), counted, logged. */
  warn(warning: Warning): void;
  warningCount(): number;
  warnings(): readonly Warning[];
}
