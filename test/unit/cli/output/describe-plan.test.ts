import { expect, test } from 'vitest';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { stateWords } from '../../../../electron/cli/output/describe-plan.ts';

const status: PlanStatus = {
  plan: {
    id: '11111111-1111-4111-8111-111111111111',
    slug: 'home',
    repositoryId: '22222222-2222-4222-8222-222222222222',
    createdAt: '2026-11-21T04:00:00.000Z',
    acceptEmpty: [],
    databases: [],
    name: 'Home',
    folders: ['/home/ada'],
    exclusions: { patterns: [], caches: false, ifPresent: [], largerThan: null, oneFileSystem: false },
    allowFullCopies: false,
    keep: null,
    timeZone: 'UTC',
    schedules: [],
    rotation: ['22222222-2222-4222-8222-222222222222'],
    hooks: [],
    drive: defaultDrive,
  },
  repositoryPath: '/media/backup',
  repositoryAvailable: true,
  places: [],
  state: 'good',
  lastGoodAt: '2026-11-21T04:10:00.000Z',
  overdueSince: null,
  unusual: null,
  nextAt: null,
  waitingFor: null,
  lastRunId: 'run',
  lastOutcome: 'succeeded',
  lastError: null,
  lastWarnings: 0,
  runningRunId: null,
  snapshots: 1,
  damagedSnapshots: 0,
  files: 1,
  bytes: 1,
  dumps: null,
};

test('good alone means that the last run went without a word', () => {
  const words = (changes: Partial<PlanStatus>) => stateWords({ ...status, ...changes });
  expect(words({ plan: { ...status.plan, sample: true } })).toBe('good (sample)');
  expect(words({})).toBe('good');
  expect(words({ lastOutcome: 'succeeded-with-warnings', lastWarnings: 2 })).toBe('good, 2 warnings');
  expect(words({ lastOutcome: 'skipped' })).toBe('good, last run skipped');
  expect(words({ state: 'aging', lastOutcome: 'cancelled' })).toBe('getting old, last run cancelled');
  expect(words({ state: 'failed', lastOutcome: 'failed' })).toBe('last run failed');
  expect(words({ state: 'failed', lastOutcome: 'interrupted' })).toBe('last run interrupted');
  expect(words({ state: 'unavailable', lastOutcome: 'skipped' })).toBe('drive not there');
  expect(words({ damagedSnapshots: 2 })).toBe('good, 2 snapshots damaged');
});
