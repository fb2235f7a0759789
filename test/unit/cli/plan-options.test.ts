import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '#shared/domain/plan.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { exclusionsOf, planChanges } from '../../../electron/cli/plan-options.ts';

const plan: Plan = {
  id: '0198c0de-0000-4000-8000-000000000001',
  slug: 'home',
  repositoryId: '0198c0de-0000-4000-8000-000000000002',
  createdAt: '2026-11-21T03:52:15.000Z',
  acceptEmpty: [],
  databases: [],
  name: 'Home',
  folders: ['/home/me/a', '/home/me/b'],
  exclusions: { patterns: ['*.o'], caches: true, ifPresent: [], largerThan: 10, oneFileSystem: false },
  allowFullCopies: false,
  keep: null,
  timeZone: 'UTC',
  schedules: [],
  rotation: [],
  hooks: [],
  drive: defaultDrive,
};
const from = (path: string) => resolve('/home/me', path);

test('a new plan leaves out what its options say, and nothing without them', () => {
  expect(exclusionsOf({ exclude: ['a', 'b'], excludeCaches: true, excludeLarger: '1K', oneFileSystem: true })).toEqual({
    patterns: ['a', 'b'],
    caches: true,
    ifPresent: [],
    largerThan: 1024,
    oneFileSystem: true,
  });
  expect(exclusionsOf({})).toEqual({
    patterns: [],
    caches: false,
    ifPresent: [],
    largerThan: null,
    oneFileSystem: false,
  });
});

test('folders are added, taken away and replaced, relative ones from the current folder', () => {
  expect(planChanges(plan, { addFolder: ['c', 'a'] }, { resolve: from }).folders).toEqual([
    '/home/me/a',
    '/home/me/b',
    '/home/me/c',
  ]);
  expect(planChanges(plan, { removeFolder: ['a'] }, { resolve: from }).folders).toEqual(['/home/me/b']);
  expect(planChanges(plan, { folder: ['x'], addFolder: ['y'] }, { resolve: from }).folders).toEqual([
    '/home/me/x',
    '/home/me/y',
  ]);
});

test('taking away a folder that the plan does not have is said', () => {
  expect(() => planChanges(plan, { removeFolder: ['z'] }, { resolve: from })).toThrow(/has no folder “\/home\/me\/z”/);
});

test('what an edit does not name stays as it is', () => {
  const { exclusions, folders, name } = planChanges(plan, { addExclude: ['*.tmp'] }, { resolve: from });
  expect(exclusions).toEqual({ ...plan.exclusions, patterns: ['*.o', '*.tmp'] });
  expect([folders, name]).toEqual([undefined, undefined]);
});

test('the --no options undo', () => {
  const { exclusions } = planChanges(
    plan,
    { exclude: false, excludeCaches: false, excludeLarger: false },
    { resolve: from },
  );
  expect(exclusions).toEqual({ patterns: [], caches: false, ifPresent: [], largerThan: null, oneFileSystem: false });
});

test('an edit without a change is wrong usage', () => {
  expect(() => planChanges(plan, {}, { resolve: from })).toThrow(/Nothing to change/);
});
