import fs from 'node:fs';
import path from 'node:path';
import { recordOrNull } from '../../backup/hash-files.ts';
import { tryLink } from '../../backup/link-files.ts';
import { fileType } from '../../catalogue/file-record.ts';
import type { VersionRow } from '../../catalogue/version-row.ts';
import { attainableMode, thisUser } from '../../restore/compare-entry.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { linkText } from '../../tools/record-of.ts';
import { rsyncCopy } from '../../tools/rsync/rsync-copy.ts';
import { setTime } from '../../tools/set-time.ts';
import type { Place } from '../same-content.ts';
import { attempt } from './attempt.ts';
import { keepAside } from './keep-aside.ts';
import { giveRecorded, replacementIn } from './make-replacement.ts';
import { inFolder, putInPlace } from './put-in-place.ts';
import {
  fromOf,
  type GoodCopy,
  type Lost,
  leftItem,
  type Repaired,
  type RepairScope,
  repairedItem,
  soundItem,
  Unrepairable,
  versionPlaces,
  type Workshop,
} from './repair-scope.ts';

/** A link, pipe, socket or device: another snapshot's is linked; a link can be made from what was recorded of it. */
export async function repairSpecial(scope: RepairScope, lost: Lost): Promise<Repaired> {
  if (isThere(lost, lost.file)) return soundItem([lost]);
  const place = [...versionPlaces(scope, lost)].find((one) => one.file !== lost.file && isThere(lost, one.file));
  const good: GoodCopy | null = place ? { kind: 'snapshot', place, sameVersion: true } : null;
  if (!good && lost.version.link === null) return leftItem([lost], 'no other snapshot has it', 'back-up');
  if (scope.dryRun) return repairedItem([lost], good);
  return attempt(scope, [lost], async () => {
    const workshop = scope.newWorkshop();
    const made = replacementIn(workshop);
    if (!place || !tryLink(place.file, made)) await makeLink(made, lost.version);
    await clearPlace(scope, workshop, lost, good);
    await putInPlace(scope, workshop, { made, places: [lost] });
    return repairedItem([lost], good);
  });
}

async function makeLink(file: string, version: VersionRow): Promise<void> {
  if (version.link === null) throw new Unrepairable('it can’t be linked from another snapshot');
  fs.symlinkSync(fsPath(version.link), fsPath(file));
  if (thisUser().uid === 0) fs.lchownSync(fsPath(file), version.uid, version.gid);
  await setTime(file, version);
}

const isThere = ({ version }: Lost, file: string): boolean =>
  recordOrNull(file)?.type === version.type && (version.type !== fileType.link || linkText(file) === version.link);

/** A folder is made again, empty and closed to others; `finishFolder` gives it the rest once what it holds is there. */
export async function repairFolder(scope: RepairScope, lost: Lost): Promise<Repaired> {
  if (isAsRecorded(lost)) return soundItem([lost]);
  if (scope.dryRun) return repairedItem([lost], null);
  return attempt(scope, [lost], async () => {
    if (recordOrNull(lost.file)?.type !== fileType.folder) {
      await clearPlace(scope, scope.newWorkshop(), lost, null);
      await inFolder(path.dirname(lost.file), () => fs.mkdirSync(fsPath(lost.file), { mode: 0o700 }));
    }
    return repairedItem([lost], null);
  });
}

function isAsRecorded({ file, version }: Lost): boolean {
  const now = recordOrNull(file);
  if (now?.type !== fileType.folder || now.mode !== attainableMode(version, thisUser())) return false;
  return now.mtimeS === version.mtimeS && now.mtimeNs === version.mtimeNs;
}

/** Its attributes: extended ones from another snapshot that has the same folder, the others as they were recorded. */
export async function finishFolder(scope: RepairScope, lost: Lost): Promise<void> {
  if (isAsRecorded(lost) || recordOrNull(lost.file)?.type !== fileType.folder) return;
  const reference = [...versionPlaces(scope, lost)].find((place) => place.file !== lost.file && isFolder(place));
  if (reference) await giveFolderAttributes(scope, reference, lost);
  giveRecorded(lost.file, lost.version);
  await setTime(lost.file, lost.version);
}

const isFolder = ({ file }: Place): boolean => recordOrNull(file)?.type === fileType.folder;

async function giveFolderAttributes({ rsync, context }: RepairScope, reference: Place, lost: Lost): Promise<void> {
  await rsyncCopy({
    program: rsync,
    source: path.dirname(reference.file),
    target: path.dirname(lost.file),
    selection: { kind: 'names', names: [path.basename(lost.file)] },
    attributesOnly: true,
    signal: context.signal,
    onItem: () => {},
  });
}

/** Keeps aside what lies where something else should. */
async function clearPlace(scope: RepairScope, workshop: Workshop, lost: Lost, good: GoodCopy | null): Promise<void> {
  const now = recordOrNull(lost.file);
  const note = {
    path: lost.path,
    snapshots: [{ plan: lost.plan.plan.name, snapshot: lost.snapshot.name, path: lost.path }],
    found: { reason: lost.reason },
    at: new Date(scope.context.now()).toISOString(),
    from: good && fromOf(good),
  };
  await inFolder(path.dirname(lost.file), () => keepAside(workshop, { file: lost.file, now, note }));
}
