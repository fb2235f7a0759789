import type { Plan } from '#shared/domain/plan.ts';
import { localTimeZone } from '#shared/domain/retention.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { type NewAuditEntry, recordAudit } from '../audit/record-audit.ts';
import { listLeftOut } from './left-out.ts';
import type { Connection } from './open-catalogue.ts';
import { treeKey } from './safety-tree.ts';

/** A plan in one of its repositories, with what the catalogue adds to it. */
export interface PlanRow {
  readonly key: number;
  /** `repositoryId` and `slug` are those of this repository. */
  readonly plan: Plan;
  readonly repositoryKey: number;
  readonly repositoryPath: string;
  /** Topmost entry, above everything the plan holds there. */
  readonly rootEntry: number;
  /** Whether backups go there; else it only keeps the snapshots that were made when they did. */
  readonly inRotation: boolean;
}

/** A plan's folder in a repository. */
export interface Place {
  readonly repositoryId: string;
  readonly slug: string;
}

type Settings = Omit<Plan, 'id' | 'slug' | 'name' | 'repositoryId' | 'createdAt'>;

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

const select = `SELECT c.key, p.id, p.name, c.slug, c.repository_key AS repositoryKey, r.id AS repositoryId,
  r.path AS repositoryPath, c.root_entry AS rootEntry, p.created_at AS createdAt, p.settings
  FROM plan p JOIN place c ON c.plan_id = p.id JOIN repository r ON r.key = c.repository_key`;

/** Where in its plan's rotation a repository stands; those that are no longer in it come last. */
const inOrder = `coalesce((SELECT j.key FROM json_each(p.settings, '$.rotation') j WHERE j.value = r.id), 1000), c.key`;

/** Plans of this home, with their settings. */
export function createPlansStore(db: Connection) {
  const list = db.prepare<[], Stored>(`${select} ORDER BY p.name, ${inOrder}`);
  const byId = db.prepare<[string], Stored>(`${select} WHERE p.id = ? ORDER BY ${inOrder}`);
  const idByName = db.prepare<[string], string>('SELECT id FROM plan WHERE name = ?').pluck();
  const describedAt = db.prepare<[string], string | null>('SELECT described_at FROM plan WHERE id = ?').pluck();
  const ofPlan = (id: string): PlanRow[] => byId.all(id).map(toRow);
  const get = (id: string): PlanRow | undefined => ofPlan(id)[0];
  return {
    /** Each plan in each of its repositories: by name, those that take turns first and in their order. */
    list: (): PlanRow[] => list.all().map(toRow),
    /** Each plan once, in the first of its repositories. */
    distinct: (): PlanRow[] =>
      [
        ...new Map(
          list
            .all()
            .toReversed()
            .map((row) => [row.id, toRow(row)]),
        ).values(),
      ].toReversed(),
    /** The plan in the first of its repositories. */
    get,
    /** The plan in each of its repositories, those that take turns first and in their order. */
    ofPlan,
    inRepository: (id: string, repositoryId: string): PlanRow | undefined =>
      ofPlan(id).find(({ plan }) => plan.repositoryId === repositoryId),
    /** By id or by name (case does not matter); in the first of its repositories. */
    find: (idOrName: string): PlanRow | undefined => get(idOrName) ?? get(idByName.get(idOrName) ?? ''),
    /** Snapshots of all plans that could not be taken into the catalogue. */
    leftOut: () => listLeftOut(db),
    /**
     * Adds the plan, or takes over its new name and settings when its id is known, and the places that it does not have yet;
     * with its entry in the audit trail.
     */
    put: (plan: Plan, { entry, places = [plan] }: PutOptions = {}): void => {
      db.transaction(() => {
        if (entry) recordAudit(db, entry);
        write(db, plan, null);
        for (const place of places) addPlace(db, plan.id, place);
      }).immediate();
    },
    addPlaces: (planId: string, places: readonly Place[]): void => {
      db.transaction(() => {
        for (const place of places) addPlace(db, planId, place);
      }).immediate();
    },
    /**
     * Takes in a plan that was found in a repository, as it was described there at that time. Of a plan that is known the
     * settings are taken over if they are another repository's, and older; those made here are kept.
     */
    adopt: (plan: Plan, writtenAt: string): void => {
      db.transaction(() => {
        const known = get(plan.id);
        const before = describedAt.get(plan.id) ?? null;
        if (!known) write(db, plan, writtenAt);
        else if (before !== null && before < writtenAt) write(db, { ...plan, name: known.plan.name }, writtenAt);
        addPlace(db, plan.id, plan);
      }).immediate();
    },
    /** Forgets a plan and all the catalogue knows of its snapshots; with its entry in the audit trail. */
    remove: (id: string, entry?: NewAuditEntry): void => {
      db.transaction(() => {
        const rows = ofPlan(id);
        if (rows.length === 0) return;
        if (entry) recordAudit(db, entry);
        for (const { key } of rows) removePlace(db, key);
        db.prepare('DELETE FROM plan WHERE id = ?').run(id);
      }).immediate();
    },
  };
}

interface PutOptions {
  readonly entry?: NewAuditEntry | undefined;
  /** Where it lies; where it is known already it stays. */
  readonly places?: readonly Place[];
}

function toRow(row: Stored): PlanRow {
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
  const inRotation = plan.rotation.includes(row.repositoryId);
  return { key, repositoryKey, repositoryPath, rootEntry, plan, inRotation };
}

/** Schedules were stored before they had a policy of their own. */
const withKeep = (schedules: Plan['schedules']): Plan['schedules'] =>
  schedules.map((schedule) => ({ ...schedule, keep: schedule.keep ?? null }));

function settingsOf({ id, slug, name, repositoryId, createdAt, ...settings }: Plan): string {
  const rotation = settings.rotation.length > 0 ? settings.rotation : [repositoryId];
  return JSON.stringify({ ...settings, rotation } satisfies Settings);
}

function write(db: Connection, plan: Plan, describedAt: string | null): void {
  db.prepare(
    `INSERT INTO plan (id, name, created_at, settings, described_at)
     VALUES (@id, @name, @createdAt, @settings, @describedAt)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, settings = excluded.settings, described_at = excluded.described_at`,
  ).run({ id: plan.id, name: plan.name, createdAt: plan.createdAt, settings: settingsOf(plan), describedAt });
}

function addPlace(db: Connection, planId: string, { repositoryId, slug }: Place): void {
  const added = db
    .prepare<unknown[], { key: number }>(
      `INSERT INTO place (plan_id, repository_key, slug, root_entry)
       VALUES (@planId, (SELECT key FROM repository WHERE id = @repositoryId), @slug, 0)
       ON CONFLICT (plan_id, repository_key) DO NOTHING RETURNING key`,
    )
    .get({ planId, repositoryId, slug });
  if (!added) return;
  const { lastInsertRowid: root } = db
    .prepare('INSERT INTO entry (plan_key, parent_id, name) VALUES (?, 0, ?)')
    .run(added.key, `plan ${added.key}`);
  db.prepare('UPDATE place SET root_entry = ? WHERE key = ?').run(root, added.key);
}

function removePlace(db: Connection, planKey: number): void {
  for (const key of [planKey, treeKey(planKey)]) {
    db.prepare('DELETE FROM version WHERE entry_id IN (SELECT id FROM entry WHERE plan_key = ?)').run(key);
    db.prepare('DELETE FROM entry WHERE plan_key = ?').run(key);
  }
  db.prepare('DELETE FROM change WHERE plan_key = ?').run(planKey);
  db.prepare('DELETE FROM snapshot WHERE plan_key = ?').run(planKey);
  db.prepare('DELETE FROM place WHERE key = ?').run(planKey);
}
