import fs from 'node:fs';
import type { RepairStep } from '#shared/domain/damage.ts';
import { recordOrNull } from '../../backup/hash-files.ts';
import { type FileRecord, fileType } from '../../catalogue/file-record.ts';
import type { VersionRow } from '../../catalogue/version-row.ts';
import { fsPath } from '../../tools/fs-path.ts';
import type { Place } from '../same-content.ts';
import { readSum } from './read-sum.ts';
import type { GoodCopy, Lost, RepairScope } from './repair-scope.ts';

/**
 * A copy whose content is what a damaged file's should be, proven by reading it: another inode in one of the repository's
 * snapshots, of the same version if there is one, else the source as it is now. Null if there is none.
 */
export async function findGoodCopy(
  scope: RepairScope,
  lost: Lost,
  damaged: readonly Place[],
): Promise<GoodCopy | null> {
  return (await findInSnapshots(scope, lost, damaged)) ?? (await findAtSource(scope, lost, damaged));
}

async function findInSnapshots(
  scope: RepairScope,
  { version, plan, file }: Lost,
  damaged: readonly Place[],
): Promise<GoodCopy | null> {
  const { sha256 } = version;
  if (!sha256) return null;
  const bad = new Set(damaged.map((place) => place.file)).add(file);
  const isSameVersion = (place: Place): boolean => place.plan.key === plan.key && isSame(place.version, version);
  const farness = (place: Place): number => (isSameVersion(place) ? 0 : place.plan.key === plan.key ? 1 : 2);
  const candidates = [...scope.same.places(sha256)]
    .filter((place) => !bad.has(place.file))
    .sort((one, other) => farness(one) - farness(other));
  for (const place of candidates) {
    scope.context.signal.throwIfAborted();
    if (await isGood(scope, place, sha256.toString('hex'))) {
      return { kind: 'snapshot', place, sameVersion: isSameVersion(place) };
    }
  }
  return null;
}

/** A copy that a backup made anew is recorded as a version of its own: with an equal ctime nothing of it can differ. */
function isSame(one: VersionRow, other: VersionRow): boolean {
  if (one.entryId !== other.entryId) return false;
  if (one.firstSeq === other.firstSeq) return true;
  const isEqual = (key: keyof VersionRow): boolean => one[key] === other[key];
  return one.flags === 0 && other.flags === 0 && vouching.every(isEqual);
}

const vouching = ['ctimeS', 'ctimeNs', 'ino', 'dev', 'mtimeS', 'mtimeNs', 'mode', 'uid', 'gid'] as const;

async function isGood(scope: RepairScope, place: Place, wanted: string): Promise<boolean> {
  const record = recordOrNull(place.file);
  if (!isRegular(record, place.version.size)) return false;
  const key = `${record.dev}:${record.ino}:${wanted}`;
  const known = scope.proven.get(key);
  if (known !== undefined && !known) return false;
  if (!scope.hold(place.snapshot.id)) return false;
  const good = known ?? (await readSum(scope.pool, place.file)).sha256 === wanted;
  scope.proven.set(key, good);
  return good;
}

async function findAtSource(
  { pool }: RepairScope,
  { version, path }: Lost,
  damaged: readonly Place[],
): Promise<GoodCopy | null> {
  const wanted = version.sha256?.toString('hex');
  for (const source of new Set([path, ...damaged.map((place) => place.path)])) {
    if (!isRegular(recordOrNull(source), version.size)) continue;
    if ((await readSum(pool, source)).sha256 === wanted) return { kind: 'source', path: source };
  }
  return null;
}

const isRegular = (record: FileRecord | null, size: number): record is FileRecord =>
  record?.type === fileType.file && record.size === size;

function isReadable(file: string): boolean {
  try {
    fs.accessSync(fsPath(file), fs.constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Why no good copy was found, and what may be done instead. */
export function hopelessness(
  { context }: RepairScope,
  { path, version, plan }: Lost,
): { readonly reason: string; readonly next: RepairStep } {
  const none = 'no other snapshot holds its content whole';
  if (recordOrNull(path)?.type === fileType.file) {
    const now = isReadable(path) ? 'the source has changed since' : 'the source can’t be read';
    return { reason: `${none}, and ${now}`, next: 'back-up' };
  }
  const reason = `${none}, and it is not at the source any more`;
  const others = context.db
    .prepare<unknown[], number>(
      `SELECT count(*) FROM version v JOIN entry e ON e.id = v.entry_id
       WHERE v.entry_id = @entryId AND v.type = ${fileType.file} AND v.sha256 IS NOT @sha256 AND e.plan_key = @planKey`,
    )
    .pluck()
    .get({ entryId: version.entryId, sha256: version.sha256, planKey: plan.key });
  return { reason, next: others ? 'older-version' : 'none' };
}
