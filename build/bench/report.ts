import type { DatabaseRow } from './database/measure-database.ts';
import type { Machine } from './machine.ts';
import { describeMachine } from './machine-words.ts';
import { allPeers, titleOfPeer } from './peers/all-peers.ts';
import type { Peer } from './peers/peer.ts';
import { type BenchResult, type PartResult, treePartIds } from './result.ts';
import { type StepId, stepTitles } from './steps.ts';
import { type Cell, cellOf } from './summarise.ts';
import { evaluateTargets } from './targets.ts';

/** The measured part of this folder's README. */
export function toMarkdown(result: BenchResult): string {
  const parts = treePartIds.flatMap((id) => {
    const part = result.parts[id];
    return part ? [describePart(part)] : [];
  });
  return [
    describeTargets(result),
    ...parts,
    ...describeBrowsing(result),
    ...describeDatabase(result),
    ...describeStart(result),
  ].join('\n\n');
}

function measuredOn(machine: Machine): string {
  const { place, programs } = describeMachine(machine);
  return `Measured on ${place}, with ${programs}.`;
}

function describeTargets(result: BenchResult): string {
  const rows = evaluateTargets(result).map(({ what, wanted, measured, met }) => [
    what,
    wanted,
    measured ?? 'not measured',
    met === null ? '' : met ? 'met' : '**not met**',
  ]);
  return `### Targets\n\n${table(['', 'target', 'measured', ''], rows)}`;
}

function describePart({ description, machine, rounds, samples, failures }: PartResult): string {
  const peers = allPeers.filter(({ id }) => samples.some(({ peer }) => peer === id));
  const missing = allPeers.filter(({ id }) => machine.versions[id] === undefined).map(({ title }) => title);
  const steps = Object.keys(stepTitles).filter((id): id is StepId => samples.some(({ step }) => step === id));
  const grid = (cell: (cell: Cell) => string) => [
    ...steps.map((step) => [
      stepTitles[step],
      ...peers.map(({ id }) => {
        const found = cellOf(samples, step, id);
        return found ? cell(found) : '';
      }),
    ]),
  ];
  const head = ['', ...peers.map(({ title }) => title)];
  return [
    `### ${capitalised(description)}`,
    `${measuredOn(machine)} ${rounds === 1 ? 'One round.' : `Medians of ${rounds} rounds.`}`,
    ...(missing.length > 0 ? [`Not installed, so left out: ${missing.join(', ')}.`] : []),
    ...failures.map(
      ({ peer, step, round, message }) =>
        `${titleOfPeer(peer)} failed in round ${round} (${step}): ${firstLine(message)}`,
    ),
    `Seconds:\n\n${table(
      head,
      grid(({ seconds }) => formatSeconds(seconds)),
    )}`,
    `Disk space added, in MB:\n\n${table(
      head,
      grid(({ addedBytes }) => megabytes(addedBytes)),
    )}`,
    `Peak memory of all processes, in MB:\n\n${table(
      head,
      grid(({ peakBytes }) => megabytes(peakBytes)),
    )}`,
    `Longest standstill of Holdfast's event loop, and meanwhile of a process with nothing to do (bystander), in ms:\n\n${loopTable(steps, samples)}`,
  ].join('\n\n');
}

function loopTable(steps: readonly StepId[], samples: PartResult['samples']): string {
  const longest = (loops: readonly (number | undefined)[]): string => {
    const known = loops.filter((ms) => ms !== undefined);
    return known.length === 0 ? '' : Math.max(...known).toFixed(0);
  };
  const rows = steps.map((step) => {
    const all = samples.filter((one) => one.step === step);
    const of = (id: Peer['id']) => all.filter(({ peer }) => peer === id);
    const others = all.filter(({ peer }) => peer !== 'holdfast' && peer !== 'holdfast-host');
    return [
      stepTitles[step],
      ...(['holdfast-host', 'holdfast'] as const).flatMap((id) => [
        longest(of(id).map(({ loopMs }) => loopMs)),
        longest(of(id).map(({ bystanderLoopMs }) => bystanderLoopMs)),
      ]),
      longest(others.map(({ bystanderLoopMs }) => bystanderLoopMs)),
    ];
  });
  return table(['', 'in the host', 'bystander', 'in the command', 'bystander', 'bystander of the others'], rows);
}

function describeBrowsing({ browse }: BenchResult): readonly string[] {
  if (!browse) return [];
  const { files, snapshots, versions, catalogueBytes, rows, hostPeakBytes, hostLoopMs, bystanderLoopMs } =
    browse.result;
  const count = (value: number) => value.toLocaleString('en');
  return [
    `### Browsing ${count(files)} files × ${snapshots} snapshots`,
    `A generated catalogue of ${count(versions)} versions (${megabytes(catalogueBytes)} MB), asked through the host, which took ${megabytes(hostPeakBytes)} MB at most; its event loop stood still for ${hostLoopMs.toFixed(0)} ms at most, that of a process with nothing to do for ${bystanderLoopMs.toFixed(0)}. ${measuredOn(browse.machine)}`,
    table(
      ['', 'median ms', '95th percentile', 'longest', 'target', 'largest answer, kB'],
      rows.map(({ what, p50Ms, p95Ms, maxMs, targetMs, largestBytes }) => [
        what,
        ...[p50Ms, p95Ms, maxMs].map((ms) => ms.toFixed(1)),
        targetMs === null ? '' : String(targetMs),
        (largestBytes / 1000).toFixed(0),
      ]),
    ),
  ];
}

function describeDatabase({ database }: BenchResult): readonly string[] {
  if (!database) return [];
  const { bytes, rows, serverVersion, rounds, measured } = database.result;
  return [
    `### A database of ${megabytes(bytes)} MB in eight tables`,
    `${rows.toLocaleString('en')} rows, PostgreSQL ${serverVersion}; ${rounds === 1 ? 'one round' : `medians of ${rounds} rounds`}. Holdfast counts all rows while it dumps, and compares them with what it restored. ${measuredOn(database.machine)}`,
    table(
      ['', 'seconds', 'peak memory, MB', 'dump, MB'],
      measured.map(({ what, seconds, peakBytes, bytes: dumped }) => [
        rowTitles[what],
        formatSeconds(seconds),
        megabytes(peakBytes),
        dumped === null ? '' : megabytes(dumped),
      ]),
    ),
  ];
}

function describeStart({ start }: BenchResult): readonly string[] {
  if (!start) return [];
  const { plans, rounds, hostSeconds, windowSeconds, idleSeconds, idleCpuPercent, idleBytes } = start.result;
  return [
    `### Start-up, and a host that has nothing to do`,
    `\`holdfast serve --open\` on a screen of its own (Xvfb) with Chromium and ${plans} plans, caches warm: from the command until the picture is the one that stays. ${rounds === 1 ? 'One round' : `Medians of ${rounds} rounds`}. Then a host without a window, for ${idleSeconds} seconds. ${measuredOn(start.machine)}`,
    table(
      ['', ''],
      [
        ['the host answers', `${formatSeconds(hostSeconds)} s`],
        ['the window can be used', `${formatSeconds(windowSeconds)} s`],
        ['idle host, processor time', `${idleCpuPercent.toFixed(2)} % of one`],
        ['idle host, memory', `${megabytes(idleBytes)} MB`],
      ],
    ),
  ];
}

const rowTitles: Readonly<Record<DatabaseRow['what'], string>> = {
  backup: 'Holdfast, backup',
  pg_dump: 'pg_dump -Fc',
  'test restore': 'Holdfast, test restore',
  pg_restore: 'pg_restore, of the dump by pg_dump',
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const formatSeconds = (seconds: number): string => seconds.toFixed(seconds < 100 ? 2 : 0);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0);
const firstLine = (text: string): string => text.split('\n')[0] ?? '';
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
