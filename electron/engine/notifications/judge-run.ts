import type { NotificationKind, PingKind } from '#shared/domain/notification.ts';
import type { Outcome, RunKind } from '#shared/domain/run.ts';

/** What people know of a plan, or of another thing that runs are made for. Instants. */
export interface Standing {
  /** Since when it has been failing, as they were told; null: it is not. */
  readonly failingSince: string | null;
  /** Codes of the warnings that the last success had. */
  readonly warned: readonly string[];
}

export const atFirst: Standing = { failingSince: null, warned: [] };

export interface EndedRun {
  readonly kind: RunKind;
  readonly outcome: Outcome;
  readonly endedAt: string;
  readonly errorCode: string | null;
  /** Each once. */
  readonly warningCodes: readonly string[];
}

export interface Judged {
  readonly standing: Standing;
  /** None: nothing is said. */
  readonly tell: readonly NotificationKind[];
}

/** It is told by itself, each time. */
const alarm = 'unusual-change';

/** Somebody ordered them and looks at the result, or they repair what another run failed to do. */
const attended: ReadonlySet<RunKind> = new Set(['restore', 'restore-database', 'rebuild', 'repair']);

/** Another run is at it: nothing is amiss. */
const besides: ReadonlySet<string | null> = new Set(['locked', 'test-restore-running']);

/**
 * Whether people are told of a run that ended: once while a failure lasts, and once when it is over; of warnings again only
 * when there are new ones. Pure.
 */
export function judgeRun(standing: Standing, run: EndedRun): Judged {
  switch (verdictOf(run)) {
    case 'nothing':
      return { standing, tell: [] };
    case 'failed': {
      if (standing.failingSince !== null) return { standing, tell: [] };
      return { standing: { ...standing, failingSince: run.endedAt }, tell: ['run-failed'] };
    }
    case 'good': {
      const warned = run.warningCodes.filter((code) => code !== alarm);
      const isNew = warned.some((code) => !standing.warned.includes(code));
      const end = standing.failingSince !== null ? 'recovered' : isNew ? 'run-warning' : 'run-succeeded';
      const alarms = run.warningCodes.includes(alarm) ? ([alarm] as const) : [];
      return { standing: { failingSince: null, warned }, tell: [...alarms, end] };
    }
  }
}

/** What a service that watches for silence is told of it. */
export function pingOf(run: EndedRun): PingKind | null {
  if (run.kind !== 'backup') return null;
  switch (verdictOf(run)) {
    case 'nothing':
      return null;
    case 'failed':
      return 'ping-failed';
    case 'good':
      return 'ping-succeeded';
  }
}

function verdictOf({ kind, outcome, errorCode }: EndedRun): 'nothing' | 'failed' | 'good' {
  if (attended.has(kind)) return 'nothing';
  switch (outcome) {
    case 'cancelled':
      return 'nothing';
    case 'skipped':
      return besides.has(errorCode) ? 'nothing' : 'failed';
    case 'failed':
    case 'interrupted':
      return 'failed';
    case 'succeeded':
    case 'succeeded-with-warnings':
      return 'good';
  }
}
