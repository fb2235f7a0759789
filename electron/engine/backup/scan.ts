import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import { fileType, recordFlags, toFileRecord } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import type { BackupScope } from './backup-scope.ts';
import { type BaseRecord, classifyEntry } from './classify-entry.ts';
import { isDamaged } from './is-damaged.ts';
import { type Known, readKnown, readRecord } from './read-known.ts';
import { type FolderNode, folderTree, toFolder, toRootPath } from './root-folders.ts';
import type { ScanFolder } from './scan-folder.ts';
import { keptItem, type ScannedItem, toItem } from './scanned-item.ts';
import { spreadFolders } from './spread-folders.ts';
import { itemKind } from './worksheet.ts';

export interface ScanOutcome {
  /** Everything the plan holds now, excluded and carried entries aside. */
  files: number;
  bytes: number;
  /** Plan folders that were missing or unexpectedly empty: carried along, and the run is a failure. */
  readonly missing: string[];
}

/** Walks the plan's folders on the pool's threads and fills the worksheet with everything that differs from the base. */
export async function scan(scope: BackupScope): Promise<ScanOutcome> {
  const outcome: ScanOutcome = { files: 0, bytes: 0, missing: [] };
  const top = { id: scope.rootEntry, path: '', known: true };
  const starts = enterFolders(scope, folderTree(scope.plan.folders), top, outcome);
  await walk(scope, starts, outcome);
  return outcome;
}

async function walk(
  { pool, worksheet, context }: BackupScope,
  starts: ScanFolder[],
  outcome: ScanOutcome,
): Promise<void> {
  await spreadFolders(starts, pool.size, context.signal, async (folders) => {
    const result = await pool.run('scan', folders);
    worksheet.addFolders(result.folders);
    worksheet.addItems(result.items);
    for (const warning of result.warnings) context.warn(warning);
    outcome.files += result.files;
    outcome.bytes += result.bytes;
    context.progress.advance({ files: result.files, bytes: result.bytes }, result.folders.at(-1)?.path);
    return result.pending;
  });
}

interface Above {
  readonly id: number;
  readonly path: string;
  readonly known: boolean;
}

/** Goes down from the top to the plan's folders, adding the folders above them, and gives the folders to walk. */
function enterFolders(scope: BackupScope, node: FolderNode, above: Above, outcome: ScanOutcome): ScanFolder[] {
  if (node.root !== null && above.path === '') {
    return [{ id: above.id, parentId: 0, path: '', root: node.root, known: true, intact: false }];
  }
  const known = above.known ? readKnown(scope.context.db, above.id) : new Map<string, Known>();
  const items: ScannedItem[] = [];
  const starts: ScanFolder[] = [];
  for (const [name, child] of node.children) {
    const found = known.get(name) ?? null;
    known.delete(name);
    const record = readRecord(scope.context.db, found);
    const place = { parent: above, name, path: `${above.path}/${name}`, known: found, record };
    starts.push(
      ...(child.root === null
        ? enterAbove(scope, child, place, items, outcome)
        : enterRoot(scope, child.root, place, items, outcome)),
    );
  }
  const parent = { id: above.id, root: -1 };
  for (const [name, gone] of known) {
    const record = readRecord(scope.context.db, gone);
    if (record) items.push(keptItem(parent, name, gone.id, record, itemKind.removed));
  }
  scope.worksheet.addFolders([{ id: above.id, path: above.path }]);
  scope.worksheet.addItems(items);
  return starts;
}

interface Place {
  readonly parent: Above;
  readonly name: string;
  readonly path: string;
  readonly known: Known | null;
  readonly record: BaseRecord | null;
}

function enterAbove(
  scope: BackupScope,
  node: FolderNode,
  place: Place,
  items: ScannedItem[],
  outcome: ScanOutcome,
): ScanFolder[] {
  const { parent, name, path, known, record } = place;
  const id = known?.id ?? scope.newEntryId();
  // Should a parent have become a symbolic link since the plan was made, the way to the plan's folder still is through it.
  const stats = folderBehind(path);
  const recorded = record?.type === fileType.folder && (record.flags & recordFlags.ancestor) !== 0;
  if (stats && !recorded) {
    const seen = { name, path, now: toFileRecord(stats), names: 1, stored: 0, known, record };
    const item = toItem({ id: parent.id, root: -1 }, seen, record ? itemKind.changed : itemKind.added, id);
    items.push({ ...item, flags: recordFlags.ancestor });
  }
  return enterFolders(scope, node, { id, path, known: known !== null }, outcome);
}

function enterRoot(
  scope: BackupScope,
  root: number,
  place: Place,
  items: ScannedItem[],
  outcome: ScanOutcome,
): ScanFolder[] {
  const { parent, name, path, known, record } = place;
  const stats = folderAt(path);
  const accepted = scope.plan.acceptEmpty.includes(path);
  const held = known && record?.type === fileType.folder && hasCurrentChildren(scope, known.id);
  if (!stats || (held && isEmpty(path) && !accepted)) {
    const parentOf = { id: parent.id, root };
    if (known && record) {
      items.push(keptItem(parentOf, name, known.id, record, accepted ? itemKind.removed : itemKind.carried));
    }
    if (!accepted) reportMissing(scope, path, outcome);
    return [];
  }
  const now = toFileRecord(stats);
  const baseDamaged = record !== null && isDamaged(baseOf(scope), path, record, []);
  const kind = classifyEntry(record, now, { fullChecksum: false, baseDamaged });
  const id = known?.id ?? scope.newEntryId();
  if (kind !== null)
    items.push(toItem({ id: parent.id, root }, { name, path, now, names: 1, stored: 0, known, record }, kind, id));
  return [{ id, parentId: parent.id, path, root, known: known !== null, intact: !baseDamaged }];
}

const baseOf = ({ base }: BackupScope) => ({ baseFiles: base?.paths.files ?? null, damaged: new Set<string>() });

function reportMissing({ context, plan }: BackupScope, path: string, outcome: ScanOutcome): void {
  outcome.missing.push(path);
  const { message } = new HoldfastError('source-missing', { path, plan: plan.name });
  context.warn({ code: 'source-missing', path, message });
}

function folderAt(path: string): fs.BigIntStats | null {
  try {
    const stats = fs.lstatSync(fsPath(path), { bigint: true });
    return stats.isDirectory() ? stats : null;
  } catch {
    return null;
  }
}

function folderBehind(path: string): fs.BigIntStats | null {
  try {
    return fs.statSync(fsPath(path), { bigint: true });
  } catch {
    return null;
  }
}

function isEmpty(path: string): boolean {
  try {
    return readNames(toFolder(path)).length === 0;
  } catch {
    // It can't be read: the walk says so and carries it along.
    return false;
  }
}

function hasCurrentChildren({ context }: BackupScope, id: number): boolean {
  const row = context.db
    .prepare(
      'SELECT 1 FROM entry e JOIN version v ON v.entry_id = e.id AND v.last_seq IS NULL WHERE e.parent_id = ? LIMIT 1',
    )
    .get(id);
  return row !== undefined;
}

export const rootPaths = (folders: readonly string[]): string[] => folders.map(toRootPath);
