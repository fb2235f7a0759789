import { access, readdir, readFile, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Volume } from '#shared/domain/repository.ts';
import type { Destinations } from '../repository/destinations.ts';
import { type Mount, readMounts } from '../repository/mount-table.ts';

/** File systems without a device file that hold files all the same. */
const shares = /^(nfs4?|cifs|smb3|zfs|btrfs|virtiofs|9p|fuse\.(sshfs|rclone|s3fs|mergerfs|glusterfs)|ceph|glusterfs)$/;
/** Images and the parts a system starts from: not places for backups. */
const unfit = /^(squashfs|iso9660|udf|erofs|overlay)$/;
const systemPlaces = /^\/(boot|efi|snap|proc|sys|dev|var\/lib\/(docker|containers|snapd))(\/|$)/;

/** Mounted volumes that can hold a repository, removable ones first. One that does not answer is left out. */
export async function listVolumes(destinations: Destinations): Promise<Volume[]> {
  const mounts = process.platform === 'darwin' ? await macVolumes() : selectVolumes(readMounts());
  const labels = await readLabels();
  const volumes = await Promise.all(mounts.map((mount) => describeVolume(mount, labels, destinations)));
  return volumes
    .filter((volume) => volume !== null)
    .sort((one, other) => Number(other.removable) - Number(one.removable));
}

/** Real, writable file systems, each once: bind mounts show a volume again at another place. */
export function selectVolumes(mounts: readonly Mount[]): Mount[] {
  const chosen = new Map<string, Mount>();
  for (const mount of mounts) {
    const real = mount.source.startsWith('/dev/') || shares.test(mount.fileSystem);
    if (!real || unfit.test(mount.fileSystem) || mount.readOnly || systemPlaces.test(mount.mountPoint)) continue;
    // What was mounted over is out of reach.
    const covered = mounts.findLast((other) => other.mountPoint === mount.mountPoint) !== mount;
    const known = chosen.get(mount.device);
    const shorter = !known || mount.mountPoint.length < known.mountPoint.length;
    if (!covered && shorter) chosen.set(mount.device, mount);
  }
  return [...chosen.values()];
}

async function describeVolume(
  mount: Mount,
  labels: ReadonlyMap<string, string>,
  destinations: Destinations,
): Promise<Volume | null> {
  const space = await destinations.space(mount.mountPoint).catch(() => null);
  if (!space || space.totalBytes === 0) return null;
  const device = await realpath(mount.source).catch(() => mount.source);
  return {
    mountPoint: mount.mountPoint,
    label: labels.get(device) ?? nameOf(mount),
    fileSystem: mount.fileSystem,
    totalBytes: space.totalBytes,
    freeBytes: space.freeBytes,
    removable: await isRemovable(mount.device),
    writable: true,
  };
}

const labelFolder = '/dev/disk/by-label';

/** What people call a volume: its label, or the name of its mount point. */
export async function labelOf(mount: Pick<Mount, 'mountPoint' | 'source'>): Promise<string> {
  const device = await realpath(mount.source).catch(() => mount.source);
  return (await readLabels()).get(device) ?? nameOf(mount);
}

const nameOf = ({ mountPoint }: Pick<Mount, 'mountPoint'>): string => path.basename(mountPoint) || mountPoint;

/** Labels by device file; udev writes odd characters of theirs as `\x20`. */
async function readLabels(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(labelFolder).catch(() => []);
  const pairs = await Promise.all(
    names.map(async (name) => {
      const device = path.resolve(labelFolder, await readlink(path.join(labelFolder, name)));
      const bytes = name.replaceAll(/\\x([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      return [device, bytes] as const;
    }),
  );
  return new Map(pairs);
}

/** The kernel's mark is on the disk, above its partitions; disks on USB do not carry it, so their bus counts too. */
async function isRemovable(device: string): Promise<boolean> {
  const block = await realpath(`/sys/dev/block/${device}`).catch(() => null);
  if (block === null) return false;
  if (/\/(usb\d|mmc\d)/.test(block)) return true;
  for (const folder of [block, path.dirname(block)]) {
    const mark = await readFile(path.join(folder, 'removable'), 'utf8').catch(() => '');
    if (mark.trim() === '1') return true;
  }
  return false;
}

/** macOS has no table of mounts to read; everything but the system is mounted in /Volumes. */
async function macVolumes(): Promise<Mount[]> {
  const names = await readdir('/Volumes').catch(() => []);
  const mounts = names.map((name) => path.join('/Volumes', name));
  const writable = await Promise.all(
    mounts.map((mountPoint) =>
      access(mountPoint).then(
        () => true,
        () => false,
      ),
    ),
  );
  return mounts
    .filter((_, index) => writable[index])
    .map((mountPoint) => ({
      id: mountPoint,
      device: mountPoint,
      mountPoint,
      fileSystem: 'apfs',
      source: mountPoint,
      readOnly: false,
    }));
}
