import type { Plan } from '#shared/domain/plan.ts';
import { localTimeZone } from '#shared/domain/retention.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { type NewAuditEntry, recordAudit } from '../audit/record-audit.ts';
import { listLeftOut } from './left-out.ts';
import type { Connection } from './open-catalogue.ts';
import { treeKey } from './safety-tree.ts';

/** A plan with what the catalogue adds to it. */
export interface PlanRow {
  readonly key: number;
  readonly plan: Plan;
  readonly repositoryKey: number;
  readonly repositoryPath: string;
  /** Topmost entry, above everything the plan holds. */
  readonly rootEntry: number;
}

type Settings = Pick<
  Plan,
  | 'folders'
  | 'databases'
  | 'exclusions'
  | 'allowFullCopies'
  | 'acceptEmpty'
  | 'keep'
  | 'timeZone'
  | 'schedules'
  | 'hooks'
  | 'drive'
>;

/** Plans were stored before there were these. */
type Later = 'databases' | 'keep' | 'timeZone' | 'schedules' | 'hooks' | 'drive';

interface Stored {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly repositoryKey: number;
  readonly repositoryId: string;
  readonly repositoryPath: string;
  readonly rootEntry: number;
  readonly createdAt: string;
  readonly settings: string;
}

const select = `SELECT p.key, p.id, p.name, p.slug, p.repository_key AS repositoryKey, r.id AS repositoryId,
  r.path AS repositoryPath, p.root_entry AS rootEntry, p.created_at AS createdAt, p.settings
  FROM plan p JOIN repository r ON r.key = p.repository_key`;

/** Plans of this home, with their settings. */
export function createPlansStore(db: Connection) {
  const list = db.prepare<[], Stored>(`${select} ORDER BY p.name`);
  const byId = db.prepare<[string], Stored>(`${select} WHERE p.id = ?`);
  const byName = db.prepare<[string], Stored>(`${select} WHERE p.name = ?`);
  const get = (id: string): PlanRow | undefined => toRow(byId.get(id));
  return {
    list: (): PlanRow[] => list.all().flatMap((row) => toRow(row) ?? []),
    get,
    /** By id or by name (case does not matter). */
    find: (idOrName: string): PlanRow | undefined => get(idOrName) ?? toRow(byName.get(idOrName)),
    /** Snapshots of all plans that could not be taken into the catalogue. */
    leftOut: () => listLeftOut(db),
    /** Adds the plan, or takes over its new name and settings when its id is known; with its entry in the audit trail. */
    put: (plan: Plan, entry?: NewAuditEntry): void => {
      db.transaction(() => {
        if (entry) recordAudit(db, entry);
        const known = get(plan.id);
        if (known) update(db, plan, known.key);
        else insert(db, plan);
      }).immediate();
    },
    /** Forgets a plan and all the catalogue knows of its snapshots; with its entry in the audit trail. */
    remove: (id: string, entry?: NewAuditEntry): void => {
      db.transaction(() => {
        const row = get(id);
        if (!row) return;
        if (entry) recordAudit(db, entry);
        removeAll(db, row.key);
      }).immediate();
    },
  };
}

function toRow(row: Stored | undefined): PlanRow | undefined {
  if (!row) return undefined;
  const { key, repositoryKey, repositoryPath, rootEntry, settings, ...rest } = row;
  const stored: Omit<Settings, Later> & Partial<Settings> = JSON.parse(settings);
  const {
    databases = [],
    keep = null,
    timeZone = localTimeZone(),
    schedules = [],
    hooks = [],
    drive,
    ...others
  } = stored;
  const plan = {
    ...rest,
    ...others,
    databases,
    keep,
    timeZone,
    schedules: withKeep(schedules),
    hooks,
    drive: drive ?? defaultDrive,
  };
  return { key, repositoryKey, repositoryPath, rootEntry, plan };
}

/** Schedules were stored before they had a policy of their own. */
const withKeep = (schedules: Plan['schedules']): Plan['schedules'] =>
  schedules.map((schedule) => ({ ...schedule, keep: schedule.keep ?? null }));

function settingsOf(plan: Plan): string {
  const { folders, databases, exclusions, allowFullCopies, acceptEmpty, keep, timeZone, schedules, hooks, drive } =
    plan;
  const settings = {
    folders,
    databases,
    exclusions,
    allowFullCopies,
    acceptEmpty,
    keep,
    timeZone,
    schedules,
    hooks,
    drive,
  };
  return JSON.stringify(settings satisfies Settings);
}

const update = (db: Connection, plan: Plan, key: number): void =>
  void db.prepare('UPDATE plan SET name = ?, settings = ? WHERE key = ?').run(plan.name, settingsOf(plan), key);

function insert(db: Connection, plan: Plan): void {
  const { lastInsertRowid: planKey } = db
    .prepare(
      `INSERT INTO plan (id, name, slug, repository_key, root_entry, created_at, settings)
       VALUES (@id, @name, @slug, (SELECT key FROM repository WHERE id = @repositoryId), 0, @createdAt, @settings)`,
    )
    .run({ ...plan, settings: settingsOf(plan) });
  const { lastInsertRowid: root } = db
    .prepare('INSERT INTO entry (plan_key, parent_id, name) VALUES (?, 0, ?)')
    .run(planKey, `plan ${planKey}`);
  db.prepare('UPDATE plan SET root_entry = ? WHERE key = ?').run(root, planKey);
}

function removeAll(db: Connection, planKey: number): void {
  for (const key of [planKey, treeKey(planKey)]) {
    db.prepare('DELETE FROM version WHERE entry_id IN (SELECT id FROM entry WHERE plan_key = ?)').run(key);
    db.prepare('DELETE FROM entry WHERE plan_key = ?').run(key);
  }
  db.prepare('DELETE FROM change WHERE plan_key = ?').run(planKey);
  db.prepare('DELETE FROM snapshot WHERE plan_key = ?').run(planKey);
  db.prepare('DELETE FROM plan WHERE key = ?').run(planKey);
}
