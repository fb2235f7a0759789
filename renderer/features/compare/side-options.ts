import type { HistoryVersion } from '#shared/domain/finding.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatSecond } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { isState } from '../time/shown-snapshot.ts';

interface Side {
  /** What the address names: a snapshot, or `now`. */
  readonly ref: string;
  readonly snapshot: Pick<Snapshot, 'id' | 'kind' | 'hasFiles' | 'planId' | 'repositoryId' | 'completedAt'> | undefined;
}

interface SideOption {
  /** A snapshot's id, or `now`. */
  readonly value: string;
  readonly label: string;
}

interface SideOptions {
  readonly options: readonly SideOption[];
  /** The option that the side is. */
  readonly value: string;
}

/** What a side can be: the file now, or one of its versions, each named by the first snapshot that held it. */
export function sideOptions(versions: readonly HistoryVersion[], side: Side): SideOptions {
  const several = new Set(versions.map(({ planId }) => planId)).size > 1;
  const options = [
    { value: 'now', label: t('texts.now') },
    ...versions.map((version) => ({ value: version.firstSnapshot.id, label: labelOf(version, several) })),
  ];
  const { ref, snapshot } = side;
  // Two options of one value would be two answers to one question.
  if (options.some(({ value }) => value === ref)) return { options, value: ref };
  if (snapshot === undefined) return { options: [...options, { value: ref, label: t('waiting') }], value: ref };
  const held = versions.find((version) => version.planId === snapshot.planId && holds(version, side));
  if (held !== undefined) return { options, value: held.firstSnapshot.id };
  // A safety copy is no version of the plan's.
  const time = formatSecond(snapshot.completedAt);
  const label = snapshot.kind === 'safety' ? t('texts.side.safety', { time }) : time;
  return { options: [...options, { value: ref, label }], value: ref };
}

/** Whether the side's snapshot holds this version. */
export const holds = ({ firstSnapshot, lastSnapshot, repositoryId }: HistoryVersion, { snapshot }: Side): boolean =>
  snapshot !== undefined &&
  isState(snapshot) &&
  snapshot.repositoryId === repositoryId &&
  firstSnapshot.at <= snapshot.completedAt &&
  snapshot.completedAt <= lastSnapshot.at;

function labelOf({ firstSnapshot, size, differs, planName }: HistoryVersion, several: boolean): string {
  const plain = t('texts.side', { time: formatSecond(firstSnapshot.at), size: formatBytes(size) });
  const side = differs ? plain : t('texts.side.same-content', { side: plain });
  return several ? t('texts.side.plan', { plan: planName, side }) : side;
}
