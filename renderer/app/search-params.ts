import { type AuditAction, auditActions } from '#shared/domain/audit.ts';
import { type Connection, connectionSchema } from '#shared/domain/database.ts';
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

/** What became of the schedules of one plan, or of all. */
export interface SchedulesSearch {
  readonly plan?: string;
}

export const readSchedulesSearch = (raw: Raw): SchedulesSearch => ({ plan: text(raw.plan) });

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

export interface DatabasesSearch {
  /** A test restore whose progress and outcome are shown. */
  readonly run?: string;
}

export const readDatabasesSearch = (raw: Raw): DatabasesSearch => ({ run: text(raw.run) });

/** A database in a snapshot. */
interface DumpAddress {
  readonly snapshot: string;
  /** Id or label of its server; needed only where the snapshot holds two of that name. */
  readonly source?: string;
  readonly database: string;
}

export interface DumpSearch extends DumpAddress {
  /** Table whose growth is shown large. */
  readonly table?: string;
  /** A test restore whose progress and outcome are shown. */
  readonly run?: string;
}

const readDumpAddress = (raw: Raw): DumpAddress => ({
  snapshot: text(raw.snapshot) ?? '',
  source: text(raw.source),
  database: text(raw.database) ?? '',
});

export const readDumpSearch = (raw: Raw): DumpSearch => ({
  ...readDumpAddress(raw),
  table: text(raw.table),
  run: text(raw.run),
});

export const databasePlaces = ['new', 'over', 'elsewhere'] as const;
export type DatabasePlace = (typeof databasePlaces)[number];

/** Which dump is restored, how much of it, where to, and how far that is. A password is never part of it. */
export interface DatabaseRestoreSearch extends DumpAddress {
  /** `schema.table`; absent: all of it. */
  readonly tables?: readonly string[];
  readonly place?: DatabasePlace;
  /** Name of the database that receives it; absent: as the page proposes. */
  readonly name?: string;
  /** Elsewhere: the database of that name is there already. */
  readonly there?: true;
  readonly connection?: Connection;
  readonly owners?: 'none';
  readonly globals?: true;
  readonly endSessions?: true;
  readonly safety?: false;
  /** The dry run is shown. */
  readonly step?: 'plan';
  /** The restore whose progress and outcome are shown. */
  readonly run?: string;
}

export const readDatabaseRestoreSearch = (raw: Raw): DatabaseRestoreSearch => ({
  ...readDumpAddress(raw),
  tables: Array.isArray(raw.tables) ? texts(raw.tables) : undefined,
  place: databasePlaces.find((place) => place === raw.place),
  name: text(raw.name),
  there: raw.there === true ? true : undefined,
  connection: connectionSchema.safeParse(raw.connection).data,
  owners: raw.owners === 'none' ? 'none' : undefined,
  globals: raw.globals === true ? true : undefined,
  endSessions: raw.endSessions === true ? true : undefined,
  safety: raw.safety === false ? false : undefined,
  step: raw.step === 'plan' ? 'plan' : undefined,
  run: text(raw.run),
});

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
