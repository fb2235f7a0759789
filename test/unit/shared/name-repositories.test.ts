import { expect, test } from 'vitest';
import { nameRepositories } from '#shared/name-repositories.ts';

test('a repository is called by its path, and by its id too where another is mounted there by turns', () => {
  const names = nameRepositories([
    { repositoryId: '11111111-1111-4111-8111-111111111111', path: '/media/drive' },
    { repositoryId: '22222222-2222-4222-8222-222222222222', path: '/media/drive' },
    { repositoryId: '33333333-3333-4333-8333-333333333333', path: '/media/other' },
    { repositoryId: '33333333-3333-4333-8333-333333333333', path: '/media/other' },
  ]);
  expect([...names.values()]).toEqual(['/media/drive (11111111)', '/media/drive (22222222)', '/media/other']);
});
