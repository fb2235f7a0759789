import type { VolumeEvent, VolumeStatus } from '#shared/domain/volume.ts';
import { volumeWords } from '#shared/volume-words.ts';
import { outcomeWords } from './describe-run.ts';
import { displayName, displayText } from './display-name.ts';
import { formatAge, formatDuration, formatSize, formatTime } from './format.ts';
import { fields, table } from './table.ts';

/** A repository and its drive in a few lines. */
export function describeVolume(status: VolumeStatus, now: number): readonly string[] {
  const { repository, volume, present, seenAt, since, totalBytes, freeBytes, abilities, held } = status;
  const pairs: (readonly [string, string])[] = [
    ['Repository', displayName(repository.path)],
    ['State', repository.state === 'ready' ? 'ready' : displayText(repository.problem ?? repository.state)],
    ...(volume === null
      ? []
      : [
          ['Drive', displayName(volume.name)] as const,
          [
            'File system',
            volume.uuid === null ? volume.fileSystem : `${volume.fileSystem}, UUID ${volume.uuid}`,
          ] as const,
          [present ? 'Mounted at' : 'Was mounted at', displayName(volume.mountPoint)] as const,
        ]),
    ...(since === null ? [] : [['There since', formatTime(since)] as const]),
    ...(present || seenAt === null
      ? []
      : [['Last seen', `${formatTime(seenAt)} (${formatAge(seenAt, now)})`] as const]),
    ...(totalBytes === null ? [] : [['Room', roomWords(totalBytes, freeBytes)] as const]),
    ['Kept free', `${formatSize(status.keepFreeBytes)}${status.ownKeepFreeBytes === null ? '' : ' (of its own)'}`],
    ...(abilities === null
      ? []
      : [['Hard links', abilities.hardLinks ? 'yes' : 'no, every snapshot is a full copy'] as const]),
    ...(held === null ? [] : [['Stays mounted', `because ${displayText(held)}`] as const]),
  ];
  return fields(pairs);
}

const roomWords = (totalBytes: number, freeBytes: number | null): string =>
  freeBytes === null ? formatSize(totalBytes) : `${formatSize(freeBytes)} free of ${formatSize(totalBytes)}`;

export const volumeLogTable = (events: readonly VolumeEvent[]): readonly string[] =>
  table(events, [
    { title: 'When', cell: ({ at }) => formatTime(at) },
    { title: 'Repository', cell: ({ repositoryPath }) => displayName(repositoryPath) },
    { title: 'Plan', cell: ({ planName }) => (planName === null ? '' : displayName(planName)) },
    { title: 'Run', cell: ({ runId }) => runId?.slice(0, 8) ?? '' },
    { title: 'Decided', cell: decisionWords },
  ]);

function decisionWords({ at, decision, lastGoodAt, problem, runId, outcome }: VolumeEvent): string {
  const parts = [
    volumeWords.en[decision],
    ...(lastGoodAt === null ? [] : [`backed up ${formatDuration(Date.parse(at) - Date.parse(lastGoodAt))} earlier`]),
    ...(problem === null ? [] : [displayText(problem)]),
    ...(runId === null || outcome === null || decision === 'unmounted' ? [] : [outcomeWords[outcome]]),
  ];
  return parts.join(': ');
}
