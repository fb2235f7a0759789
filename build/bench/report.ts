import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { TreeShape } from './make-tree.ts';
import type { BenchResult, Sample, Step } from './scenarios.ts';

/** Medians of what was measured, as they are written to the report and to JSON. */
export interface Row {
  readonly step: Step;
  readonly holdfastSeconds: number;
  readonly rsyncSeconds: number;
  /** Median of the ratios within each round. */
  readonly ratio: number;
  readonly target: number;
  readonly peakMegabytes: number;
}

const targets: Readonly<Record<Step, number>> = { 'first backup': 1.4, 'nothing changed': 0.2, '0.3 % changed': 0.45 };

export function summarise({ samples }: BenchResult): Row[] {
  const steps = [...new Set(samples.map(({ step }) => step))];
  return steps.map((step) => {
    const own = samples.filter((sample) => sample.step === step);
    return {
      step,
      holdfastSeconds: median(own.map(({ holdfast }) => holdfast.seconds)),
      rsyncSeconds: median(own.map(({ rsync }) => rsync.seconds)),
      ratio: median(own.map(ratioOf)),
      target: targets[step],
      peakMegabytes: Math.max(...own.map(({ holdfast }) => holdfast.peakBytes)) / 1e6,
    };
  });
}

const ratioOf = ({ holdfast, rsync }: Sample): number => holdfast.seconds / rsync.seconds;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The measured part of `build/bench/README.md`. */
export function toMarkdown(rows: readonly Row[], result: BenchResult, shape: TreeShape): string {
  const lines = rows.map(
    (row) =>
      `| ${row.step} | ${row.holdfastSeconds.toFixed(2)} s | ${row.rsyncSeconds.toFixed(2)} s | **${row.ratio.toFixed(2)}** | ≤ ${row.target} | ${row.peakMegabytes.toFixed(0)} MB |`,
  );
  return [
    `${shape.files.toLocaleString('en')} files of ${shape.averageBytes / 1000} kB on average, ${shape.filesInFolder} in a folder; ${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), Node ${process.versions.node}, ${rsyncVersion()}, ${os.type()} ${os.release()}. Medians of ${result.samples.length / rows.length} rounds; ratios within each round.`,
    '',
    '| step | Holdfast | rsync | ratio | target | peak memory |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
    `Opening a folder of the newest snapshot: ${result.openFolderMs.toFixed(1)} ms (95th percentile; target 50 ms).`,
  ].join('\n');
}

const rsyncVersion = (): string =>
  execFileSync('rsync', ['--version'], { encoding: 'utf8' }).split('protocol')[0]?.replace(/\s+/g, ' ').trim() ??
  'rsync';
