import os from 'node:os';
import { parseArgs } from 'node:util';
import { type StepId, stepTitles } from './steps.ts';

/** What can be measured, in the order in which it is. */
export const partIds = ['100k', 'checkout', 'large', '1m', 'browse', 'database', 'start'] as const;
export type PartId = (typeof partIds)[number];

export interface BenchOptions {
  readonly quick: boolean;
  readonly rounds: number;
  readonly folder: string;
  readonly only: readonly PartId[];
  readonly steps: readonly StepId[] | undefined;
  readonly write: boolean;
  /** Leaves what it made where it is. */
  readonly keep: boolean;
  /** Measures nothing: tells again what was measured last. */
  readonly report: boolean;
}

export const usage = `npm run bench -- [OPTIONS]
  --quick          six thousand files and one round: two minutes
  --only PARTS     of ${partIds.join(',')}
  --steps STEPS    besides the first backup, of ${Object.keys(stepTitles).join(',')}
  --rounds N       at most so many rounds of each part; 3 when left out
  --folder DIR     on the disk to be measured, with 80 GB free; the system's temporary folder when left out
  --keep           leave trees and repositories where they are
  --write          put the result into build/bench/result.json, the pages and the chart
  --report         measure nothing, tell again what was measured last (with --write: write it)`;

/** Throws with a sentence where the arguments are wrong. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      folder: { type: 'string', default: os.tmpdir() },
      only: { type: 'string' },
      steps: { type: 'string' },
      write: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      report: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds is a number from 1 on, not ${values.rounds}`);
  if (values.quick && values.write) throw new Error('--quick measures too little to be written down');
  const usual = values.quick ? (['100k', 'large'] as const) : partIds;
  return {
    ...values,
    rounds,
    only: values.only === undefined ? usual : chosenOf(partIds, values.only),
    steps: values.steps === undefined ? undefined : chosenOf(stepIds, values.steps),
  };
}

const isStepId = (word: string): word is StepId => word in stepTitles;
const stepIds: readonly StepId[] = Object.keys(stepTitles).filter(isStepId);

function chosenOf<T extends string>(all: readonly T[], words: string): readonly T[] {
  const wanted = words.split(',');
  const unknown = wanted.find((word) => !all.some((one) => one === word));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${all.join(', ')}`);
  return all.filter((one) => wanted.includes(one));
}
