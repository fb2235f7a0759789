import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { editedRepositories } from '../../../electron/cli/plan-repositories.ts';

const place = (repositoryId: string, path: string, inRotation = true) => ({
  ...{ repositoryId, path, inRotation },
  ...{ available: true, lastGoodAt: null, snapshots: 0, longAgo: false },
});
const [red, blue, old] = ['red', 'blue', 'old'].map((name) => `${name}-id`) as [string, string, string];
const places = [place(red, '/media/red'), place(blue, '/media/blue'), place(old, '/media/old', false)];
const edited = (options: Parameters<typeof editedRepositories>[1]) =>
  editedRepositories(places, options, (given) => resolve('/media', given));

test('repositories are added, taken out and replaced, by path or id', () => {
  expect(edited({})).toBeUndefined();
  expect(edited({ addRepository: ['green', old] })).toEqual([red, blue, '/media/green', old]);
  expect(edited({ removeRepository: ['red'] })).toEqual([blue]);
  expect(edited({ removeRepository: [blue] })).toEqual([red]);
  expect(edited({ repository: ['blue', 'green'] })).toEqual(['/media/blue', '/media/green']);
});

test('one that the plan does not take turns with can’t be taken out', () => {
  expect(() => edited({ removeRepository: ['old'] })).toThrow(/not backed up to “\/media\/old”/);
});

test('where several are mounted in one place, the id has to say which', () => {
  const same = [place(red, '/media/drive'), place(blue, '/media/drive')];
  const remove = (given: string) => editedRepositories(same, { removeRepository: [given] }, (path) => path);
  expect(() => remove('/media/drive')).toThrow(/Say which by its id/);
  expect(remove(blue)).toEqual([red]);
});
