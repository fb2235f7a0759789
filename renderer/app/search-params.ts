import { type AuditAction, auditActions } from '#shared/domain/audit.ts';
import { type FoundState, foundStates } from '#shared/domain/finding.ts';
import { type DamageAnswer, damageAnswers, type RestoreConflicts, restoreConflicts } from '#shared/domain/restore.ts';
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
  readonly filters?: FindFilters;
  /** The snapshot is to be deleted: what that would lose is shown, and its phrase asked for. */
  readonly deleting?: true;
  /** A deletion whose progress and outcome are shown. */
  readonly run?: string;
}

/** Which of the names that fit are shown; with none of these, all. */
export interface FindFilters {
  /** Id of a plan. */
  readonly plan?: string;
  /** Held at some time from the first of these days on until the end of the other; yyyy-mm-dd, as this computer's clock has it. */
  readonly from?: string;
  readonly to?: string;
  /** Bytes. */
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly state?: Exclude<FoundState, 'any'>;
}

export const readTimeSearch = (raw: Raw): TimeSearch => ({
  plan: text(raw.plan),
  snapshot: text(raw.snapshot),
  path: text(raw.path),
  since: text(raw.since),
  find: text(raw.find),
  filters: readFilters(raw.filters),
  deleting: raw.deleting === true ? true : undefined,
  run: text(raw.run),
});

function readFilters(raw: unknown): FindFilters | undefined {
  if (!isRaw(raw)) return undefined;
  const state = foundStates.find((one) => one === raw.state);
  const filters: FindFilters = {
    plan: text(raw.plan),
    from: day(raw.from),
    to: day(raw.to),
    minSize: bytes(raw.minSize),
    maxSize: bytes(raw.maxSize),
    state: state === 'any' ? undefined : state,
  };
  return Object.values(filters).some((value) => value !== undefined) ? filters : undefined;
}

/** Two sides of one file; each is a snapshot (id, name, …) or `now`, the file as it is on this computer. */
export interface CompareSearch {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  /** Side by side rather than below each other. */
  readonly view?: 'split';
}

export const readCompareSearch = (raw: Raw): CompareSearch => ({
  path: text(raw.path) ?? '',
  from: text(raw.from) ?? 'now',
  to: text(raw.to) ?? 'now',
  view: raw.view === 'split' ? 'split' : undefined,
});

/** What is to be restored, how, and how far that is. What is absent is as the engine has it by itself. */
export interface RestoreSearch {
  readonly snapshot: string;
  /** What to restore; none means everything. */
  readonly paths: readonly string[];
  /** The folder that receives it; absent: where it was. */
  readonly to?: string;
  /** Beside the original, with this in the name. */
  readonly suffix?: string;
  readonly conflicts?: RestoreConflicts;
  readonly exact?: true;
  readonly missing?: true;
  readonly newerThan?: string;
  readonly matching?: readonly string[];
  readonly compareContent?: true;
  readonly onDamage?: DamageAnswer;
  readonly safety?: false;
  /** The dry run is shown. */
  readonly step?: 'plan';
  /** The restore whose progress and outcome are shown. */
  readonly run?: string;
}

export const readRestoreSearch = (raw: Raw): RestoreSearch => ({
  snapshot: text(raw.snapshot) ?? '',
  paths: texts(raw.paths),
  to: text(raw.to),
  suffix: text(raw.suffix),
  conflicts: restoreConflicts.find((conflicts) => conflicts === raw.conflicts),
  exact: raw.exact === true ? true : undefined,
  missing: raw.missing === true ? true : undefined,
  newerThan: text(raw.newerThan),
  matching: Array.isArray(raw.matching) ? texts(raw.matching) : undefined,
  compareContent: raw.compareContent === true ? true : undefined,
  onDamage: damageAnswers.find((answer) => answer === raw.onDamage),
  safety: raw.safety === false ? false : undefined,
  step: raw.step === 'plan' ? 'plan' : undefined,
  run: text(raw.run),
});

export interface UndoSearch {
  /** The undoing whose progress and outcome are shown. */
  readonly run?: string;
}

export const readUndoSearch = (raw: Raw): UndoSearch => ({ run: text(raw.run) });

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

export interface VerificationSearch {
  /** A check or repair whose progress and outcome are shown. */
  readonly run?: string;
}

export const readVerificationSearch = (raw: Raw): VerificationSearch => ({ run: text(raw.run) });

/** The router reads `?find=2024` as a number; a name to look for is a text all the same. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null;

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;

const bytes = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
