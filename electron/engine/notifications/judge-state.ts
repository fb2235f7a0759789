/** A state that lasts, as people were told of it. */
export interface Known {
  /** The spell of it that they were told of; null: all is well. */
  readonly told: string | null;
  /** When things had last been good then. */
  readonly goodAt: string | null;
  /** Its end needs no telling any more. */
  readonly hushed: boolean;
}

export const unknown: Known = { told: null, goodAt: null, hushed: false };

export interface StateNow {
  /** Tells this spell of the state from another one; null: all is well. */
  readonly spell: string | null;
  /** When things were last good, an instant; null: never, or nobody knows. */
  readonly goodAt: string | null;
}

export interface JudgedState {
  readonly known: Known;
  readonly tell: 'begun' | 'over' | null;
}

/**
 * Whether people are told of a state that is looked at again and again: once when it begins, and once when it is over; its end
 * passes in silence where nothing got better, only the rules changed. Pure.
 */
export function judgeState(known: Known, { spell, goodAt }: StateNow): JudgedState {
  // While it lasts, its beginning may come to be counted from another time: nothing new.
  if (spell !== null) {
    return known.told === null
      ? { known: { told: spell, goodAt, hushed: false }, tell: 'begun' }
      : { known, tell: null };
  }
  if (known.told === null) return { known, tell: null };
  const better = !known.hushed && goodAt !== null && goodAt !== known.goodAt;
  return { known: unknown, tell: better ? 'over' : null };
}
