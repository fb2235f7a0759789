import { median } from '#shared/median.ts';
import type { DatabaseRow } from './database/measure-database.ts';
import { titleOfPeer } from './peers/all-peers.ts';
import type { PeerId } from './peers/peer.ts';
import type { BenchResult, Sample, TreePartId } from './result.ts';
import { type StepId, stepTitles } from './steps.ts';
import { ratioOf, worstRatio } from './summarise.ts';

export interface TargetRow {
  readonly what: string;
  readonly wanted: string;
  /** Null where it was not measured. */
  readonly measured: string | null;
  readonly met: boolean | null;
}

const otherPeers: readonly PeerId[] = ['rsync', 'cp-al', 'rsnapshot', 'restic', 'borg', 'rdiff-backup'];
const namedPeers: readonly PeerId[] = ['rsync', 'restic', 'borg'];
const usualTitles: Readonly<Record<TreePartId, string>> = {
  '100k': '100k files',
  checkout: 'checkout',
  large: 'large files',
  '1m': '1M files',
};

/** What the bench is to show, beside what it showed. */
export function evaluateTargets(result: BenchResult): readonly TargetRow[] {
  const samplesOf = (part: TreePartId): readonly Sample[] => result.parts[part]?.samples ?? [];
  const partTitle = (part: TreePartId): string => result.parts[part]?.title ?? usualTitles[part];
  const fastest = (part: TreePartId, step: StepId, limit: number, peers: readonly PeerId[], words: string) => {
    const worst = worstRatio(samplesOf(part), step, peers);
    const note = worst && ` (${titleOfPeer(worst.to)})`;
    return row(`${titleOf(step)}, ${partTitle(part)}`, limit, ` × ${words}`, worst?.ratio, note);
  };
  const beside = (part: TreePartId, step: StepId, limit: number, to: PeerId, words: string, withApart = false) =>
    row(
      `${titleOf(step)}, ${partTitle(part)}`,
      limit,
      ` × ${words}`,
      ratioOf(samplesOf(part), { step, to, withApart }),
    );
  const named = 'the fastest of restic, borg, rsync';
  return [
    fastest('100k', 'nothing-changed', 0.25, namedPeers, named),
    beside('100k', 'nothing-changed', 0.12, 'rsync', 'rsync --link-dest'),
    fastest('1m', 'nothing-changed', 0.25, namedPeers, named),
    beside('1m', 'nothing-changed', 0.12, 'rsync', 'rsync --link-dest'),
    fastest('100k', 'changed-0.3', 0.5, otherPeers, 'the fastest peer'),
    fastest('100k', 'changed-5', 0.6, otherPeers, 'the fastest peer'),
    beside('100k', 'first-backup', 1, 'rsync', 'rsync -aHAX, then sha256sum', true),
    beside('100k', 'first-backup', 1, 'restic', 'restic'),
    beside('large', 'first-backup', 1, 'rsync', 'rsync -aHAX, then sha256sum', true),
    beside('large', 'first-backup', 1, 'restic', 'restic'),
    beside('100k', 'restore-all', 1.1, 'rsync', 'rsync -aHAX'),
    beside('large', 'restore-all', 1.1, 'rsync', 'rsync -aHAX'),
    beside('100k', 'check', 1.1, 'rsync', 'sha256sum over two processes'),
    beside('large', 'check', 1.1, 'rsync', 'sha256sum over two processes'),
    renamedRow(samplesOf('100k')),
    memoryRow(samplesOf('1m'), partTitle('1m')),
    ...browseRows(result),
    ...databaseRows(result),
    ...startRows(result),
    loopRow(result),
    rebuildRow(samplesOf('1m'), partTitle('1m')),
    spaceRow(samplesOf('100k')),
  ];
}

const titleOf = (step: StepId): string => stepTitles[step];

function row(what: string, limit: number, unit: string, value: number | undefined, note = ''): TargetRow {
  if (value === undefined || Number.isNaN(value))
    return { what, wanted: `≤ ${limit}${unit}`, measured: null, met: null };
  const measured = `${value.toFixed(Number.isInteger(limit) && limit > 1 ? 0 : 2)}${note}`;
  return { what, wanted: `≤ ${limit}${unit}`, measured, met: value <= limit };
}

function renamedRow(samples: readonly Sample[]): TargetRow {
  const copied = ownOf(samples, 'renamed').flatMap(({ copiedBytes }) => copiedBytes ?? []);
  return row('data copied after a fifth of the files was renamed', 0, ' MB', highest(copied, 1e6));
}

function memoryRow(samples: readonly Sample[], title: string): TargetRow {
  const peaks = samples.filter(({ peer }) => peer === 'holdfast').map(({ peakBytes }) => peakBytes);
  return row(`memory of the process tree, ${title}`, 400, ' MB', highest(peaks, 1e6));
}

function loopRow({ parts, browse }: BenchResult): TargetRow {
  const watched = Object.values(parts).flatMap(({ samples }) => samples.filter(({ loopMs }) => loopMs !== undefined));
  const loops = watched.flatMap(({ loopMs }) => loopMs ?? []);
  const beside = watched.flatMap(({ bystanderLoopMs }) => bystanderLoopMs ?? []);
  const bystander = highest([...beside, ...(browse ? [browse.result.bystanderLoopMs] : [])], 1);
  return row(
    'longest standstill of the event loop',
    50,
    ' ms',
    highest([...loops, ...(browse ? [browse.result.hostLoopMs] : [])], 1),
    bystander === undefined ? '' : ` (a process with nothing to do: ${bystander.toFixed(0)})`,
  );
}

function rebuildRow(samples: readonly Sample[], title: string): TargetRow {
  const seconds = ownOf(samples, 'rebuild').map((sample) => sample.seconds);
  return row(`catalogue rebuilt, ${title} × 10 snapshots`, 300, ' s', highest(seconds, 1));
}

/** A round's snapshot, less what had to be copied, over what `cp -al` took in the same round. */
function spaceRow(samples: readonly Sample[]): TargetRow {
  const ratios = ownOf(samples, 'changed-0.3').flatMap(({ round, addedBytes, changedBytes = 0 }) => {
    const cpAl = samples.find((one) => one.step === 'changed-0.3' && one.peer === 'cp-al' && one.round === round);
    return cpAl ? [(addedBytes - changedBytes) / cpAl.firstAddedBytes] : [];
  });
  return row(
    'space of one more snapshot, less the changed data',
    1.1,
    ' × cp -al',
    ratios.length ? median(ratios) : undefined,
  );
}

function browseRows({ browse }: BenchResult): readonly TargetRow[] {
  return (browse?.result.rows ?? []).flatMap(({ what, p95Ms, targetMs }) =>
    targetMs === null ? [] : [row(`${what}, 95th percentile`, targetMs, ' ms', p95Ms)],
  );
}

function databaseRows({ database }: BenchResult): readonly TargetRow[] {
  const measured = database?.result.measured ?? [];
  const secondsOf = (what: DatabaseRow['what']) => measured.find((one) => one.what === what)?.seconds ?? Number.NaN;
  return [
    row('dump of a database', 0.5, ' × pg_dump -Fc', secondsOf('backup') / secondsOf('pg_dump')),
    row('test restore of a database', 0.7, ' × pg_restore', secondsOf('test restore') / secondsOf('pg_restore')),
  ];
}

function startRows({ start }: BenchResult): readonly TargetRow[] {
  const { windowSeconds, idleBytes, idleCpuPercent } = start?.result ?? {};
  return [
    row('start-up until the window can be used', 3, ' s', windowSeconds),
    row('memory of an idle host with ten plans', 150, ' MB', idleBytes && idleBytes / 1e6),
    row('processor of an idle host with ten plans', 0.5, ' %', idleCpuPercent),
  ];
}

const ownOf = (samples: readonly Sample[], step: StepId): readonly Sample[] =>
  samples.filter((sample) => sample.peer === 'holdfast' && sample.step === step);

const highest = (values: readonly number[], unit: number): number | undefined =>
  values.length === 0 ? undefined : Math.max(...values) / unit;
