/** One of a plan's repositories, as far as it matters for where a backup goes. */
export interface PlaceState {
  readonly row: { readonly inRotation: boolean };
  /** Whether it can be written right now. */
  readonly available: boolean;
  /** When its newest good copy was made or last confirmed. */
  readonly lastGoodAt: string | null;
}

/**
 * Where the next backup of a plan goes: of the repositories that take turns to one that is there, of several to the one whose
 * newest good copy is oldest, of equals to the first. If none is there, the one whose turn it would be.
 */
export function nextPlace<Place extends PlaceState>(places: readonly Place[]): Place | undefined {
  const turn = places.filter(({ row }) => row.inRotation);
  const there = turn.filter(({ available }) => available);
  const [first, ...others] = there.length > 0 ? there : turn;
  if (!first) return undefined;
  return others.reduce((oldest, one) => (ageKey(one) < ageKey(oldest) ? one : oldest), first);
}

/** Instants are ordered as texts; without a copy comes before any. */
const ageKey = ({ lastGoodAt }: PlaceState): string => lastGoodAt ?? '';
