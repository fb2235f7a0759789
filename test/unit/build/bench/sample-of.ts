import type { Machine } from '../../../../build/bench/machine.ts';
import type { Sample } from '../../../../build/bench/result.ts';

export const sampleOf = (part: Partial<Sample>): Sample => ({
  step: 'nothing-changed',
  round: 1,
  peer: 'holdfast',
  seconds: 1,
  apartSeconds: 0,
  peakBytes: 1,
  addedBytes: 1,
  firstAddedBytes: 1,
  ...part,
});

export const someMachine: Machine = {
  date: '2026-11-21',
  cores: 2,
  processor: 'Some <Processor>',
  memoryBytes: 8 * 2 ** 30,
  system: 'Linux 6.1',
  fileSystem: 'ext4',
  node: '24.0.0',
  versions: { holdfast: '1.2.3', rsync: '3.2.7', restic: '0.14.0' },
};
