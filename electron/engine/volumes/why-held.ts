/** Where a system keeps itself: unmounting one of these would take more away than backups. */
const systemPlaces =
  /^\/($|(bin|boot|dev|efi|etc|home|lib|lib64|nix|opt|private|proc|root|run|sbin|srv|sys|tmp|usr|var|Library|System|Users)(\/|$))/;
/** But for drives that are mounted below these. */
const drivePlaces =
  /^\/(run\/media|var\/mnt|home\/[^/]+\/[^/]+|root\/[^/]+|srv\/[^/]+|var\/[^/]+\/[^/]+|tmp\/[^/]+)(\/|$)/;

interface Use {
  readonly mountPoint: string;
  /** Folder of settings and catalogue. */
  readonly home: string;
  /** Folders that plans back up. */
  readonly folders: readonly string[];
}

/** Why a volume has to stay where it is, in words that follow “because”; null where it may be unmounted. */
export function whyHeld({ mountPoint, home, folders }: Use): string | null {
  if (systemPlaces.test(mountPoint) && !drivePlaces.test(mountPoint)) return 'the system needs it';
  if (liesOn(home, mountPoint)) return 'Holdfast keeps its settings there';
  const folder = folders.find((one) => liesOn(one, mountPoint));
  return folder === undefined ? null : `${folder} is backed up from there`;
}

const liesOn = (place: string, mountPoint: string): boolean =>
  place === mountPoint || place.startsWith(`${mountPoint}/`);
