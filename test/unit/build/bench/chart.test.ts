import { expect, test } from 'vitest';
import { chartPanels, renderChart } from '../../../../build/bench/chart.ts';
import { sampleOf, someMachine } from './sample-of.ts';

const part = {
  machine: someMachine,
  title: '100k files',
  description: 'files & folders',
  rounds: 1,
  failures: [],
  samples: [
    sampleOf({ peer: 'rsync', seconds: 8 }),
    sampleOf({ peer: 'holdfast', seconds: 1 }),
    sampleOf({ peer: 'holdfast-host', seconds: 1 }),
    sampleOf({ peer: 'restic', seconds: 4 }),
    sampleOf({ step: 'changed-0.3', peer: 'holdfast', seconds: 2 }),
  ],
};

test('each panel has a bar for each program that was measured, the fastest first', () => {
  expect(chartPanels(part).map(({ bars }) => bars.map(({ title, seconds }) => [title, seconds]))).toEqual([
    [
      ['Holdfast', 1],
      ['restic', 4],
      ['rsync --link-dest', 8],
    ],
    [['Holdfast', 2]],
  ]);
});

test('bars of both panels are to one scale from zero', () => {
  const drawn = renderChart(chartPanels(part), part);
  const lengths = [...drawn.matchAll(/class="bar \w+" .*?width="([\d.]+)"/g)].map(([, length]) => Number(length));
  const [one = 0, four, eight, two] = lengths;
  expect(lengths).toHaveLength(4);
  expect(four).toBeCloseTo(4 * one, 0);
  expect(eight).toBeCloseTo(8 * one, 0);
  expect(two).toBeCloseTo(2 * one, 0);
});

test('the chart names machine and versions, and says its numbers in words', () => {
  const drawn = renderChart(chartPanels(part), part);
  expect(drawn).toContain('2 cores (Some &lt;Processor&gt;), 8 GB of memory, ext4, Linux 6.1');
  expect(drawn).toContain('Holdfast 1.2.3, rsync 3.2.7, restic 0.14.0, Node 24.0.0');
  expect(drawn).toContain('Nothing changed: Holdfast 1.0 s, restic 4.0 s, rsync --link-dest 8.0 s.');
  expect(drawn).toContain('files &amp; folders');
});
