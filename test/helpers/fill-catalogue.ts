import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Catalogue, createCatalogue } from '../../electron/engine/catalogue/catalogue.ts';
import { fileType, recordFlags } from '../../electron/engine/catalogue/file-record.ts';
import { type Connection, openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import type { PlanRow } from '../../electron/engine/catalogue/plans-store.ts';
import { addOwnTree, treeKey } from '../../electron/engine/catalogue/safety-tree.ts';
import { createSnapshotWriter, type SnapshotEntry } from '../../electron/engine/catalogue/snapshot-writer.ts';
import type { SnapshotRow } from '../../electron/engine/catalogue/snapshots-store.ts';
import { defaultDrive } from '../../shared/domain/volume.ts';

export interface FilledCatalogue {
  readonly home: string;
  readonly db: Connection;
  readonly catalogue: Catalogue;
  addPlan(name: string): PlanRow;
  /** Records the plan's next snapshot: paths with what differs from a plain empty file (`/` at the end: a folder). */
  addSnapshot(plan: PlanRow, tree: Readonly<Record<string, Partial<SnapshotEntry>>>): { id: string; sequence: number };
  /** The same of a safety snapshot. */
  addSafety(plan: PlanRow, tree: Readonly<Record<string, Partial<SnapshotEntry>>>): { id: string; sequence: number };
  close(): void;
}

/** A catalogue in a home of its own that tests fill without any repository on disk. */
export function fillCatalogue(): FilledCatalogue {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-catalogue-'));
  const db = openCatalogue(home);
  const catalogue = createCatalogue(db);
  const volume = { uuid: null, fileSystem: 'ext4' };
  const repositoryId = crypto.randomUUID();
  catalogue.repositories.put({ id: repositoryId, path: '/repository', createdAt: instant(0), volume });
  return {
    home,
    db,
    catalogue,
    addPlan: (name) => {
      const id = crypto.randomUUID();
      const exclusions = { patterns: [], caches: false, ifPresent: [], largerThan: null, oneFileSystem: false };
      const kept = { keep: null, timeZone: 'UTC', schedules: [], hooks: [], drive: defaultDrive, rotation: [] };
      const settings = {
        folders: ['/home/ada'],
        databases: [],
        exclusions,
        allowFullCopies: false,
        acceptEmpty: [],
        ...kept,
      };
      catalogue.plans.put({ id, name, slug: name.toLowerCase(), repositoryId, createdAt: instant(0), ...settings });
      const plan = catalogue.plans.get(id);
      if (!plan) throw new Error('the plan was not stored');
      return plan;
    },
    addSnapshot: (plan, tree) => db.transaction(() => addSnapshot(db, catalogue, plan, { tree, kind: 'backup' }))(),
    addSafety: (plan, tree) => db.transaction(() => addSnapshot(db, catalogue, plan, { tree, kind: 'safety' }))(),
    close: () => {
      db.close();
      fs.rmSync(home, { recursive: true });
    },
  };
}

/** Minutes after an agreed moment. */
export const instant = (minutes: number): string => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();

const plainEntry: Omit<SnapshotEntry, 'path'> = {
  type: fileType.file,
  size: 0,
  mtimeS: 1_700_000_000,
  mtimeNs: 123_456_789,
  mode: 0o644,
  uid: 1000,
  gid: 1000,
  dev: 1,
  ino: 1,
  ctimeS: 1_700_000_000,
  ctimeNs: 0,
  flags: 0,
  sha256: null,
  link: null,
};

interface Filling {
  readonly tree: Readonly<Record<string, Partial<SnapshotEntry>>>;
  readonly kind: SnapshotRow['kind'];
}

function addSnapshot(db: Connection, catalogue: Catalogue, plan: PlanRow, { tree, kind }: Filling) {
  const id = crypto.randomUUID();
  const sequence = catalogue.snapshots.highestSequence(plan.key) + 1;
  const rootEntry = kind === 'safety' ? addOwnTree(db, plan.key, id) : null;
  const writer =
    rootEntry === null
      ? createSnapshotWriter(db, plan, { sequence, previous: catalogue.snapshots.highestState(plan.key) || null })
      : createSnapshotWriter(
          db,
          { key: treeKey(plan.key), rootEntry },
          { sequence, previous: null, lastSeq: sequence },
        );
  const entries = [...ancestors(Object.keys(tree)), ...Object.entries(tree).map(toEntry)];
  for (const entry of entries.sort((one, other) => (one.path < other.path ? -1 : 1))) writer.add(entry);
  writer.finish();
  const files = entries.filter((entry) => entry.type !== fileType.folder);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const at = { startedAt: instant(sequence), completedAt: instant(sequence), confirmedAt: instant(sequence) };
  const changes = { added: 0, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 };
  const counts = { files: files.length, folders: entries.length - files.length, bytes, changes, warningCount: 0 };
  const state = {
    pinned: false,
    damaged: 0,
    verifiedAt: null,
    missing: false,
    kind,
    hasFiles: true,
    rootEntry,
    begunBy: [null],
  };
  catalogue.snapshots.insert({ id, planKey: plan.key, sequence, name: `s${sequence}`, ...at, ...counts, ...state });
  return { id, sequence };
}

function toEntry([name, changes]: [string, Partial<SnapshotEntry>]): SnapshotEntry {
  const folder = name.endsWith('/');
  const kind = folder ? { type: fileType.folder, mode: 0o755 } : {};
  return { ...plainEntry, ...kind, ...changes, path: folder ? name.slice(0, -1) : name };
}

/** Folders above those given that are not given themselves. */
function ancestors(given: readonly string[]): SnapshotEntry[] {
  const known = new Set(given.map((name) => (name.endsWith('/') ? name.slice(0, -1) : name)));
  const missing = new Set<string>();
  for (const name of known) {
    for (let above = path.dirname(name); above !== '/'; above = path.dirname(above)) {
      if (!known.has(above)) missing.add(above);
    }
  }
  const shape = { ...plainEntry, type: fileType.folder, mode: 0o755, flags: recordFlags.ancestor };
  return [...missing].map((folder) => ({ ...shape, path: folder }));
}
