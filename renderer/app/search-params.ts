import { type AuditAction, auditActions } from '#shared/domain/audit.ts';
import { type Outcome, outcomes, type RunKind, runKinds } from '#shared/domain/run.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Which moment and place the Time page shows. All of it may be absent: the page then chooses. */
export interface TimeSearch {
  readonly plan?: string;
  readonly snapshot?: string;
  /** Path of the file or folder whose details are open. */
  readonly path?: string;
  /** The older snapshot that `snapshot` is compared with. */
  readonly since?: string;
  /** Text looked for in all names. */
  readonly find?: string;
  /** The snapshot is to be deleted: what that would lose is shown, and its phrase asked for. */
  readonly deleting?: true;
  /** A deletion whose progress and outcome are shown. */
  readonly run?: string;
}

export const readTimeSearch = (raw: Raw): TimeSearch => ({
  plan: text(raw.plan),
  snapshot: text(raw.snapshot),
  path: text(raw.path),
  since: text(raw.since),
  find: text(raw.find),
  deleting: raw.deleting === true ? true : undefined,
  run: text(raw.run),
});

export interface RestoreSearch {
  readonly snapshot: string;
  /** What to restore; none means everything. */
  readonly paths: readonly string[];
}

export const readRestoreSearch = (raw: Raw): RestoreSearch => ({
  snapshot: text(raw.snapshot) ?? '',
  paths: Array.isArray(raw.paths) ? raw.paths.filter((path) => typeof path === 'string') : [],
});

export interface ActivitySearch {
  readonly plan?: string;
  readonly kind?: RunKind;
  readonly outcome?: Outcome;
}

export const readActivitySearch = (raw: Raw): ActivitySearch => ({
  plan: text(raw.plan),
  kind: runKinds.find((kind) => kind === raw.kind),
  outcome: outcomes.find((outcome) => outcome === raw.outcome),
});

export interface AuditSearch {
  readonly plan?: string;
  readonly action?: AuditAction;
}

export const readAuditSearch = (raw: Raw): AuditSearch => ({
  plan: text(raw.plan),
  action: auditActions.find((action) => action === raw.action),
});

/** The router reads `?find=2024` as a number; a name to look for is a text all the same. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
