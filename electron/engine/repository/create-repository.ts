import fs from 'node:fs';
import path from 'node:path';
import { hasEscapedBytes } from '#shared/domain/path-text.ts';
import { HoldfastError } from '#shared/errors.ts';
import { makeFolders } from '../tools/make-folder.ts';
import { destinationError, errorCodeOf } from './destination-error.ts';
import { repositoryPaths } from './layout.ts';
import { type Marker, repositoryFormat } from './marker.ts';
import { readMarker } from './read-marker.ts';
import { type VolumeIdentity, volumeIdentity } from './volume-identity.ts';
import { syncFolder, writeDurably } from './write-durably.ts';

export interface RepositoryPlace {
  /** Real path. */
  readonly path: string;
  readonly marker: Marker;
  readonly volume: VolumeIdentity;
}

/** What file systems and desktops put into the top of every volume: it does not make a folder used. */
const systemNames = /^(lost\+found|\.Trash-\d+|\.Trashes|\.fseventsd|\.Spotlight-V100|System Volume Information)$/;

/** Folders below which drives are mounted: one that is missing there is a drive that isn't. */
const mountParents = /^(\/media|\/media\/[^/]+|\/run\/media|\/run\/media\/[^/]+|\/mnt|\/Volumes)$/;

/**
 * Makes a repository in an empty or new folder: 0700, with a durable marker. Synchronous. Throws `invalid-input`,
 * `repository-exists`, `folder-not-empty` or a destination error.
 */
export function createRepository(folder: string, now: Date): RepositoryPlace {
  checkPath(folder);
  try {
    const place = path.resolve(folder);
    checkSurroundings(place);
    makePlace(place);
    const real = fs.realpathSync(place);
    checkSurroundings(real);
    const marker: Marker = { format: repositoryFormat, id: crypto.randomUUID(), createdAt: now.toISOString() };
    writeDurably(repositoryPaths(real).marker, `${JSON.stringify(marker, null, 2)}\n`);
    return { path: real, marker, volume: volumeIdentity(real) };
  } catch (error) {
    throw destinationError(error, folder);
  }
}

/**
 * A repository as it lies on disk now. Throws a destination error; without a marker `destination-not-mounted` where a
 * repository is known or a drive is usually mounted, else `invalid-input`.
 */
export function inspectRepository(folder: string, known: boolean): RepositoryPlace {
  checkPath(folder);
  try {
    const real = fs.realpathSync(folder);
    const marker = readMarker(real);
    if (!marker) throw noMarker(folder, { real, known });
    return { path: real, marker, volume: volumeIdentity(real) };
  } catch (error) {
    throw destinationError(error, folder);
  }
}

function noMarker(folder: string, { real, known }: { readonly real: string; readonly known: boolean }): HoldfastError {
  const below = known ? undefined : repositoryBelow(real);
  if (below === undefined && (known || mountParents.test(path.dirname(real)))) {
    return new HoldfastError('destination-not-mounted', { path: folder });
  }
  const hint =
    below === undefined ? 'Give the folder that holds holdfast-repository.json.' : `There is one in ${below}.`;
  return new HoldfastError('invalid-input', { reason: `There is no repository in ${folder}. ${hint}` });
}

/** The first of the folders directly below that is a repository. */
function repositoryBelow(folder: string): string | undefined {
  if (!fs.statSync(folder).isDirectory()) return undefined;
  const below = fs
    .readdirSync(folder)
    .slice(0, 1000)
    .map((name) => path.join(folder, name));
  return below.find((place) => fs.existsSync(repositoryPaths(place).marker));
}

function checkPath(folder: string): void {
  const reason = !path.isAbsolute(folder)
    ? `“${folder}” is not an absolute path. Give the repository's folder from the top: /…`
    : hasEscapedBytes(folder)
      ? `The path ${folder} is not valid UTF-8, which a repository's must be. Choose another folder.`
      : null;
  if (reason) throw new HoldfastError('invalid-input', { reason });
}

/** No repository here or above, and nothing of anybody else's in the way. */
function checkSurroundings(place: string): void {
  if (readMarker(place)) throw new HoldfastError('repository-exists', { path: place });
  for (let above = path.dirname(place); above !== path.dirname(above); above = path.dirname(above)) {
    if (!readMarker(above)) continue;
    const reason = `${place} lies inside the repository ${above}. Choose a folder outside of it.`;
    throw new HoldfastError('invalid-input', { reason });
  }
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  if (!stats) return;
  if (!stats.isDirectory()) throw new HoldfastError('invalid-input', { reason: `${place} is not a folder.` });
  const names = fs.readdirSync(place).filter((name) => !systemNames.test(name));
  if (names.length > 0) throw new HoldfastError('folder-not-empty', { path: place });
}

function makePlace(place: string): void {
  const nearest = nearestFolder(place);
  if (nearest !== place) {
    const parentMissing = nearest !== path.dirname(place);
    if (parentMissing && mountParents.test(nearest)) throw new HoldfastError('destination-missing', { path: place });
    makeMissing(place);
    syncFolder(path.dirname(place));
  }
  try {
    fs.chmodSync(place, 0o700);
  } catch {
    // A volume without modes (FAT, some network shares): its mount options say who may read it.
  }
  fs.accessSync(place, fs.constants.W_OK | fs.constants.X_OK);
}

function makeMissing(place: string): void {
  try {
    makeFolders(place);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ENAMETOOLONG') throw error;
    const reason = `The folder ${place} can't be made: the file system there does not allow it. Choose another place.`;
    throw new HoldfastError('invalid-input', { reason }, error);
  }
}

function nearestFolder(place: string): string {
  let nearest = place;
  while (!fs.existsSync(nearest) && nearest !== path.dirname(nearest)) nearest = path.dirname(nearest);
  return nearest;
}
