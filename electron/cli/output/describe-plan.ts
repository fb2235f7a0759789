import { describeOnConnect } from '#shared/describe-drive.ts';
import { describeSchedule } from '#shared/describe-schedule.ts';
import type { Exclusions, PlanPlace, PlanStatus } from '#shared/domain/plan.ts';
import type { DriveRules } from '#shared/domain/volume.ts';
import { describeHook } from '#shared/hook-words.ts';
import { nameRepositories } from '#shared/name-repositories.ts';
import { skipWords } from '#shared/skip-words.ts';
import { describeDatabase } from './describe-database.ts';
import { describeKeep } from './describe-retention.ts';
import { displayName, displayText, shellWord } from './display-name.ts';
import { countOf, formatAge, formatCount, formatSize, formatTime } from './format.ts';
import { fields, table } from './table.ts';

const states: Record<PlanStatus['state'], string> = {
  running: 'running',
  good: 'good',
  aging: 'getting old',
  late: 'late',
  overdue: 'overdue',
  never: 'never backed up',
  failed: 'failed',
  unavailable: 'drive not there',
  unusual: 'unusual change',
};

/** The state with what the last run left behind, and with known damage: `good, 2 warnings`, `good, 1 snapshot damaged`. */
export function stateWords(status: PlanStatus): string {
  const { damagedSnapshots, plan } = status;
  const words = plan.sample ? `${runWords(status)} (sample)` : runWords(status);
  return damagedSnapshots > 0 ? `${words}, ${countOf(damagedSnapshots, 'snapshot')} damaged` : words;
}

function runWords({ state, lastOutcome, lastWarnings }: PlanStatus): string {
  if (state === 'running' || state === 'unavailable' || state === 'unusual') return states[state];
  switch (lastOutcome) {
    case 'failed':
    case 'interrupted':
      return `last run ${lastOutcome}`;
    case 'skipped':
    case 'cancelled':
      return `${states[state]}, last run ${lastOutcome}`;
    case 'succeeded-with-warnings':
      return `${states[state]}, ${countOf(lastWarnings, 'warning')}`;
    default:
      return states[state];
  }
}

export const planTable = (plans: readonly PlanStatus[], now: number): readonly string[] =>
  table(plans, [
    { title: 'Plan', cell: ({ plan }) => displayName(plan.name) },
    { title: 'State', cell: stateWords },
    { title: 'Last good', cell: ({ lastGoodAt }) => (lastGoodAt ? formatAge(lastGoodAt, now) : 'never') },
    { title: 'Snapshots', cell: ({ snapshots }) => formatCount(snapshots), align: 'right' },
    { title: 'Files', cell: ({ files }) => formatCount(files), align: 'right' },
    { title: 'Size', cell: ({ bytes }) => formatSize(bytes), align: 'right' },
    { title: 'Repository', cell: ({ repositoryPath }) => displayName(repositoryPath) },
  ]);

export function describePlan(status: PlanStatus, now: number): readonly string[] {
  const { plan, lastGoodAt, lastError } = status;
  const pairs: (readonly [string, string])[] = [
    ['Plan', displayName(plan.name)],
    ['State', stateWords(status)],
    ...(lastError ? [['', displayText(lastError)] as const] : []),
    ['Last good backup', lastGoodAt ? `${formatTime(lastGoodAt)} (${formatAge(lastGoodAt, now)})` : 'never'],
    ...describeUnusual(status),
    ...describeSchedules(status),
    ...describeDrive(plan.drive),
    ...plan.folders.map((folder, at) => [at === 0 ? 'Folders' : '', displayName(folder)] as const),
    ...plan.databases
      .flatMap(describeDatabase)
      .map((text, at) => [at === 0 ? 'Databases' : '', displayText(text)] as const),
    ...describeExclusions(plan.exclusions).map((text, at) => [at === 0 ? 'Left out' : '', text] as const),
    ...describeHooks(plan),
    ...describePlaces(status, now),
    ...(plan.allowFullCopies ? [['Full copies', 'allowed'] as const] : []),
    ['Keeps', plan.keep === null ? describeKeep(null) : `${describeKeep(plan.keep)} (${plan.timeZone})`],
    ['Snapshots', formatCount(status.snapshots)],
    ...(status.damagedSnapshots > 0
      ? [
          [
            'Damaged',
            `${countOf(status.damagedSnapshots, 'snapshot')}, see “holdfast repair --dry-run --plan”`,
          ] as const,
        ]
      : []),
    ...(plan.folders.length > 0 || status.dumps === null
      ? [['Newest', `${countOf(status.files, 'file')}, ${formatSize(status.bytes)}`] as const]
      : []),
    ...(status.dumps ? [['Newest dumps', describeDumps(status.dumps)] as const] : []),
  ];
  return fields(pairs);
}

/** Where it is backed up to; of repositories that take turns, and of earlier ones, what each had last. */
function describePlaces({ places, repositoryPath, repositoryAvailable }: PlanStatus, now: number): [string, string][] {
  const [, second] = places;
  if (!second) return [['Repository', displayName(repositoryPath) + (repositoryAvailable ? '' : ' (not there now)')]];
  const names = nameRepositories(places);
  return places.map((place, at) => [
    at === 0 ? 'Repositories' : '',
    `${displayName(names.get(place.repositoryId) ?? place.path)}: ${placeWords(place, now).join(', ')}`,
  ]);
}

const placeWords = ({ lastGoodAt, available, inRotation, longAgo, snapshots }: PlanPlace, now: number): string[] => [
  lastGoodAt === null ? 'no good backup yet' : `last good ${formatAge(lastGoodAt, now)}`,
  countOf(snapshots, 'snapshot'),
  ...(inRotation ? [] : ['gets no more backups']),
  ...(available ? [] : [longAgo ? 'not there for long: connect it' : 'not there now']),
];
/** Its own commands, numbered by their order, and how to agree to those that came with the repository. */
function describeHooks({ name, hooks }: PlanStatus['plan']): (readonly [string, string])[] {
  const strange = hooks.some(({ agreed }) => !agreed);
  return [
    ...hooks.map((hook, at) => [at === 0 ? 'Commands' : '', displayText(describeHook(hook, 'en'))] as const),
    ...(strange ? [['', `To agree: holdfast plan edit ${shellWord(name)} --agree-hooks`] as const] : []),
  ];
}

function describeUnusual({ plan, unusual }: PlanStatus): (readonly [string, string])[] {
  if (unusual === null) return [];
  const lost = `${formatCount(unusual.changed + unusual.removed)} of ${countOf(unusual.files, 'file')}`;
  return [['Unusual', `${lost} changed or deleted, see “holdfast changes ${displayName(plan.name)}”`]];
}

/** When it is backed up by itself, and what comes next. */
function describeSchedules({ plan, nextAt, waitingFor, overdueSince }: PlanStatus): (readonly [string, string])[] {
  return [
    ...plan.schedules.map((schedule, at) => [at === 0 ? 'Schedules' : '', describeSchedule(schedule, 'en')] as const),
    ...(nextAt === null ? [] : [['Next backup', formatTime(nextAt)] as const]),
    ...(waitingFor === null ? [] : [['Waits', `one is due: ${skipWords.en[waitingFor]}`] as const]),
    ...(overdueSince === null ? [] : [['Overdue', `since ${formatTime(overdueSince)}`] as const]),
  ];
}

/** What it does with its drive beyond backing up to it. */
function describeDrive({ onConnect, afterwards, whenFull }: DriveRules): (readonly [string, string])[] {
  return [
    ...(onConnect === null ? [] : [['Starts', describeOnConnect(onConnect, 'en')] as const]),
    ...(afterwards === 'unmount' ? [['Afterwards', 'unmounts the drive, if it started by itself'] as const] : []),
    ...(whenFull === 'prune' ? [['When full', 'first deletes what is no longer kept'] as const] : []),
  ];
}

function describeDumps({ databases, bytes, proven, failed }: NonNullable<PlanStatus['dumps']>): string {
  const proofs = [
    ...(proven > 0 ? [`${formatCount(proven)} proven by restoring`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} failed a test restore`] : []),
  ];
  return [`${countOf(databases, 'database')}, ${formatSize(bytes)}`, ...proofs].join('; ');
}

function describeExclusions(exclusions: Exclusions): readonly string[] {
  const { patterns, caches, ifPresent, largerThan, oneFileSystem } = exclusions;
  return [
    ...(patterns.length > 0 ? [patterns.map(displayName).join('  ')] : []),
    ...(caches ? ['caches (folders with a CACHEDIR.TAG)'] : []),
    ...(ifPresent.length > 0 ? [`folders that hold ${ifPresent.map(displayName).join(' or ')}`] : []),
    ...(largerThan === null ? [] : [`files larger than ${formatSize(largerThan)}`]),
    ...(oneFileSystem ? ['other file systems'] : []),
  ];
}
