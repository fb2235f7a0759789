import crypto from 'node:crypto';
import fs from 'node:fs';
import { createCatalogue } from '../../electron/engine/catalogue/catalogue.ts';
import { fileType, recordFlags } from '../../electron/engine/catalogue/file-record.ts';
import { foldName } from '../../electron/engine/catalogue/find-entries.ts';
import { packNames } from '../../electron/engine/catalogue/name-blocks.ts';
import { type Connection, openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import type { PlanRow } from '../../electron/engine/catalogue/plans-store.ts';
import { plainPlan } from '../../test/helpers/plain-plan.ts';
import { makeNames } from './make-names.ts';
import { createRandom } from './random.ts';

export interface CatalogueShape {
  readonly files: number;
  readonly snapshots: number;
  /** Share of the files that differ from one snapshot to the next: rewritten, added, removed or renamed. */
  readonly share: number;
}

export interface MadeCatalogue {
  readonly planId: string;
  readonly planName: string;
  readonly files: number;
  readonly folders: number;
  readonly versions: number;
  /** Folder with a tenth of all files, at least one. */
  readonly largeFolder: string;
  /** Files that were rewritten before every snapshot. */
  readonly busyFiles: readonly string[];
  /** Folders, large and small, the busiest branch and the topmost ones among them. */
  readonly someFolders: readonly string[];
  readonly someFiles: readonly string[];
}

/**
 * Writes a catalogue as many backups would leave it, straight through SQLite, without any file on disk: a plan over
 * /home/ada, its repository at `repository` (which is not made).
 */
export function makeCatalogue(home: string, repository: string, shape: CatalogueShape): MadeCatalogue {
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  const db = openCatalogue(home);
  try {
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -400000');
    const made = db.transaction(() => fill(db, repository, shape))();
    packNames(db);
    db.pragma('wal_checkpoint(TRUNCATE)');
    return made;
  } finally {
    db.close();
  }
}

/** What stands for one entry that is there now. */
interface Live {
  readonly id: number;
  readonly folder: number;
  readonly name: string;
}

const hour = 3600;
const begin = Date.UTC(2026, 0, 1) / 1000;
const busyCount = 300;

function fill(db: Connection, repository: string, shape: CatalogueShape): MadeCatalogue {
  const random = createRandom(7);
  const plan = addPlan(db, repository);
  const writer = createWriter(db, plan);
  const names = makeNames(random);
  const tree = makeFolders(writer, plan, shape, random);
  const live: Live[] = [];
  for (const { id, room } of tree.folders) {
    for (let count = 0; count < room && live.length < shape.files; count += 1) {
      const name = names.file(live.length);
      live.push({ id: writer.add(id, name, { sequence: 1, folder: false }), folder: id, name });
    }
  }
  addSnapshotRow(db, plan, { sequence: 1, files: live.length, folders: tree.folders.length, changes: live.length });
  const busy = live.filter((_, index) => index % Math.ceil(live.length / busyCount) === 0);
  for (let sequence = 2; sequence <= shape.snapshots; sequence += 1) {
    const changes = change({
      live,
      busy,
      sequence,
      writer,
      random,
      names,
      count: Math.round(shape.files * shape.share),
    });
    addSnapshotRow(db, plan, { sequence, files: live.length, folders: tree.folders.length, changes });
  }
  return describe(db, { plan, shape, live, busy, tree });
}

interface Changing {
  readonly live: Live[];
  readonly busy: readonly Live[];
  readonly sequence: number;
  readonly writer: ReturnType<typeof createWriter>;
  readonly random: () => number;
  readonly names: ReturnType<typeof makeNames>;
  readonly count: number;
}

/** Of ten changes six are rewritten files, two renamed, one added, one removed; most lie where others do. */
function change({ live, busy, sequence, writer, random, names, count }: Changing): number {
  const fixed = new Set(busy.map(({ id }) => id));
  for (const { id } of busy) writer.rewrite(id, sequence);
  const touched = new Set(fixed);
  // Half of the changes fall into one region of the tree, which wanders.
  const region = Math.floor(random() * live.length);
  for (let number = 0; number < count; number += 1) {
    const near = (region + Math.floor(random() * 0.02 * live.length)) % live.length;
    const index = number % 2 === 0 ? near : Math.floor(random() * live.length);
    const file = live[index];
    if (!file || touched.has(file.id)) continue;
    touched.add(file.id);
    const kind = number % 10;
    if (kind < 6) writer.rewrite(file.id, sequence);
    else if (kind === 9) addBeside(file);
    else {
      writer.end(file.id, sequence - 1);
      const last = live.pop();
      if (last && last !== file) live[index] = last;
      if (kind < 8) addBeside(file);
    }
  }
  return touched.size;

  function addBeside({ folder }: Live): void {
    const name = names.file(1e7 + sequence * 1e6 + touched.size);
    const id = writer.add(folder, name, { sequence, folder: false });
    touched.add(id);
    live.push({ id, folder, name });
  }
}

interface Folder {
  readonly id: number;
  readonly path: string;
  /** Files that it is to hold. */
  readonly room: number;
}

/** Folders below /home/ada, four deep on the whole; most hold few files, some hundreds, one a tenth of all. */
function makeFolders(
  writer: ReturnType<typeof createWriter>,
  plan: PlanRow,
  { files }: CatalogueShape,
  random: () => number,
): { readonly folders: readonly Folder[]; readonly large: Folder } {
  const above = (parent: number, name: string) =>
    writer.add(parent, name, { sequence: 1, folder: true, flags: recordFlags.ancestor });
  const top = writer.add(above(plan.rootEntry, 'home'), 'ada', { sequence: 1, folder: true });
  const names = makeNames(random);
  const large: Folder = { ...addFolder({ id: top, path: '/home/ada' }, 'mail-archive'), room: Math.floor(files / 10) };
  const folders: Folder[] = [large];
  const open = [{ id: top, path: '/home/ada', depth: 0 }];
  let room = large.room;
  while (room < files) {
    const parent = open[Math.floor(open.length * random() ** 2)] ?? open[0];
    if (!parent) break;
    const folder = {
      ...addFolder(parent, names.folder(folders.length)),
      room: Math.floor(2 / (random() + 0.004) ** 0.85),
    };
    folders.push(folder);
    room += folder.room;
    if (parent.depth < 7 && random() < 0.4) open.push({ ...folder, depth: parent.depth + 1 });
  }
  return { folders, large };

  function addFolder(parent: { readonly id: number; readonly path: string }, name: string) {
    return { id: writer.add(parent.id, name, { sequence: 1, folder: true }), path: `${parent.path}/${name}` };
  }
}

interface Added {
  readonly sequence: number;
  readonly folder: boolean;
  readonly flags?: number;
}

function createWriter(db: Connection, { key }: PlanRow) {
  const random = createRandom(3);
  const entry = db.prepare('INSERT INTO entry (plan_key, parent_id, name, folded) VALUES (?, ?, ?, ?)');
  const version = db.prepare(
    `INSERT INTO version (entry_id, first_seq, last_seq, type, size, mtime_s, mtime_ns, mode, uid, gid, dev, ino, ctime_s,
       ctime_ns, flags, sha256, link)
     VALUES (?, ?, NULL, ?, ?, ?, ?, ?, 1000, 1000, 2049, ?, ?, ?, ?, ?, NULL)`,
  );
  const ended = db.prepare('UPDATE version SET last_seq = ? WHERE entry_id = ? AND last_seq IS NULL');
  const put = (id: number, { sequence, folder, flags = 0 }: Added): void => {
    const size = folder ? 0 : Math.floor(200 / (random() + 1e-5));
    const time = begin + sequence * hour - Math.floor(random() * (sequence === 1 ? 3e7 : hour));
    const type = folder ? fileType.folder : fileType.file;
    const grain = Math.floor(random() * 1e9);
    const sum = folder ? null : crypto.randomBytes(32);
    version.run(id, sequence, type, size, time, grain, folder ? 0o755 : 0o644, id + 1000, time, grain, flags, sum);
  };
  const end = (id: number, sequence: number): void => void ended.run(sequence, id);
  return {
    add: (parent: number, name: string, added: Added): number => {
      const id = Number(entry.run(key, parent, name, foldName(name)).lastInsertRowid);
      put(id, added);
      return id;
    },
    rewrite: (id: number, sequence: number): void => {
      end(id, sequence - 1);
      put(id, { sequence, folder: false });
    },
    end,
  };
}

function addPlan(db: Connection, repository: string): PlanRow {
  const catalogue = createCatalogue(db);
  const createdAt = new Date(begin * 1000).toISOString();
  const made = plainPlan({ createdAt });
  catalogue.repositories.put({
    id: made.repositoryId,
    path: repository,
    createdAt,
    volume: { uuid: null, fileSystem: 'ext4' },
  });
  catalogue.plans.put(made);
  const plan = catalogue.plans.get(made.id);
  if (!plan) throw new Error('the plan was not stored');
  return plan;
}

function addSnapshotRow(
  db: Connection,
  plan: PlanRow,
  counts: { readonly sequence: number; readonly files: number; readonly folders: number; readonly changes: number },
): void {
  const { sequence, files, folders, changes } = counts;
  const at = new Date((begin + sequence * hour) * 1000).toISOString();
  createCatalogue(db).snapshots.insert({
    ...{ id: crypto.randomUUID(), planKey: plan.key, sequence, name: at.replaceAll(':', '-').replace('.000', '') },
    ...{ startedAt: at, completedAt: at, confirmedAt: at, files, folders, bytes: files * 4000 },
    changes: {
      added: 0,
      changed: changes,
      removed: 0,
      unchanged: files - changes,
      moved: 0,
      bytesCopied: changes * 4000,
    },
    ...{ warningCount: 0, pinned: false, damaged: 0, verifiedAt: null, missing: false },
    ...{ kind: 'backup', hasFiles: true, rootEntry: null, begunBy: [null] },
  });
}

interface Filled {
  readonly plan: PlanRow;
  readonly shape: CatalogueShape;
  readonly live: readonly Live[];
  readonly busy: readonly Live[];
  readonly tree: { readonly folders: readonly Folder[]; readonly large: Folder };
}

function describe(db: Connection, { plan, live, busy, tree }: Filled): MadeCatalogue {
  const paths = new Map(tree.folders.map(({ id, path }) => [id, path]));
  const pathOf = ({ folder, name }: Live) => `${paths.get(folder) ?? ''}/${name}`;
  const every = <Item>(items: readonly Item[], count: number) =>
    items.filter((_, index) => index % Math.ceil(items.length / count) === 0);
  return {
    planId: plan.plan.id,
    planName: plan.plan.name,
    files: live.length,
    folders: tree.folders.length,
    versions: Number(db.prepare('SELECT count(*) FROM version').pluck().get()),
    largeFolder: tree.large.path,
    busyFiles: busy.map(pathOf),
    someFolders: ['/', '/home/ada', ...every(tree.folders, 100).map(({ path }) => path)],
    someFiles: every(live, 100).map(pathOf),
  };
}
