import type { freezes, KeepReason } from '#shared/domain/retention.ts';

/** A snapshot as retention sees it. Instants in ms since 1970. */
export interface JudgedSnapshot {
  readonly id: string;
  readonly completedAt: number;
  /** When the source was last found equal to it. */
  readonly confirmedAt: number;
  readonly pinned: boolean;
  /** Schedules that made or confirmed it; null stands for a backup that somebody asked for. Left out: that alone. */
  readonly begunBy?: readonly (string | null)[];
  /** Of a safety copy: until when it is kept; null for a backup. */
  readonly keptUntil: number | null;
  /** What it holds a copy of: the files, each folder, each database. Quotas are judged for each of them. */
  readonly holds: readonly string[];
  /** Of these, what it holds a good copy of: nothing of it failed, nothing is known to be damaged. */
  readonly good: readonly string[];
  /** All its sums were compared and right. */
  readonly verified: boolean;
  /** Databases whose dump a test restore proved. */
  readonly proven: readonly string[];
}

export type Freeze = (typeof freezes)[number];

/** What concerns all snapshots of a plan. */
export interface RetentionFacts {
  /** Nothing goes for now, and why. `failing`: its last run failed. `clock`: it does not show the right time.
   * `unusual`: far more than usual was changed or gone, and nobody has said that it was meant. */
  readonly frozen: Freeze | null;
}

/** What becomes of one snapshot. */
export interface Verdict {
  readonly id: string;
  readonly keep: boolean;
  /** Why it stays; none for what goes. */
  readonly reasons: readonly KeepReason[];
  /** When it will go, in ms since 1970; null where that can't be told. */
  readonly expiresAt: number | null;
}
