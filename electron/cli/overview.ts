import { exitCancelled, exitDamaged, exitDone, exitFailed, exitProgram, exitWarnings } from './exit-codes.ts';
import { table } from './output/table.ts';
import { verbGroups } from './verbs.ts';

/** The help of the first word of two-word verbs, such as `plan`. */
export function groupOverview(name: string): string {
  const rows = Object.values(verbGroups)
    .flat()
    .filter((verb) => verb.name.startsWith(`${name} `));
  const lines = table(rows, [
    { title: '', cell: (verb) => `  ${verb.name}` },
    { title: '', cell: ({ summary }) => summary },
  ]).slice(1);
  return [
    `Usage: holdfast ${name} VERB [arguments] [options]`,
    '',
    ...lines,
    '',
    `“holdfast help ${name} VERB” shows arguments, options and an example.`,
    '',
  ].join('\n');
}

/** The help of the whole program: every verb in a line, by groups. */
export function overview(): string {
  const rows = Object.values(verbGroups).flat();
  const lines = table(rows, [
    { title: '', cell: ({ name }) => `  ${name}` },
    { title: '', cell: ({ summary }) => summary },
  ]).slice(1);
  let at = 0;
  const groups = Object.entries(verbGroups).flatMap(([title, { length }]) => {
    at += length;
    return ['', `${title}:`, ...lines.slice(at - length, at)];
  });
  return [
    'Usage: holdfast VERB [arguments] [options]',
    '',
    'Local backups of folders and PostgreSQL databases that you can get back without us.',
    ...groups,
    '',
    'Everywhere:',
    '  --home DIR  settings and catalogue (else HOLDFAST_HOME, else the usual place)',
    '  --json      one JSON document; for long work one event a line, the last one the result or the error',
    '  --version   show the version',
    '',
    '“holdfast help VERB” shows arguments, options and an example.',
    'Relative paths count from the current folder. Names that a terminal could not show are printed as',
    "$'caf\\xe9', which bash and zsh read back.",
    '',
    ...exitCodeLines(),
    '',
  ].join('\n');
}

/** What the exit code says, for help and manual. */
export const exitMeanings: readonly (readonly [number, string])[] = [
  [exitDone, 'done'],
  [exitFailed, 'failed'],
  [2, 'wrong usage'],
  [exitWarnings, 'done with warnings'],
  [10, 'no such thing'],
  [11, 'locked by another run'],
  [12, 'destination not available or full'],
  [exitDamaged, 'damage found'],
  [14, 'confirmation needed'],
  [exitProgram, 'a program is missing or too old'],
  [exitCancelled, 'cancelled'],
];

const exitCodeLines = (): readonly string[] => {
  const text = `Exit codes: ${exitMeanings.map(([code, meaning]) => `${code} ${meaning}`).join(', ')}.`;
  return text.match(/.{1,104}(?:\s|$)/g)?.map((line) => line.trimEnd()) ?? [];
};
