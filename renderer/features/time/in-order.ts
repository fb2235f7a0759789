import type { Snapshot } from '#shared/domain/snapshot.ts';

/** Two snapshots of one plan as a comparison reads them: what was, then what came of it. */
export const inOrder = <S extends Pick<Snapshot, 'sequence'>>(a: S, b: S): readonly [older: S, newer: S] =>
  a.sequence <= b.sequence ? [a, b] : [b, a];
