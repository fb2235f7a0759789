import { describe, expect, test } from 'vitest';
import { createExclusionMatcher } from '../../../../../electron/engine/backup/exclusion-matcher.ts';
import { excludePattern } from '../../../../../renderer/features/activity/exclude-pattern.ts';

const folder = '/home/ada';

describe('“Exclude this”', () => {
  test.each([
    'private/key.pem',
    'with space ',
    'star*and?',
    '[brackets]',
    '!important',
    '#hash',
    'back\\slash',
    'new\nline',
    'ends with two  ',
    'bad\uf7ffbyte',
  ])('leaves out exactly %j', (relative) => {
    const pattern = excludePattern([folder], `${folder}/${relative}`);
    const exclusions = {
      patterns: [pattern ?? ''],
      caches: false,
      ifPresent: [],
      largerThan: null,
      oneFileSystem: false,
    };
    expect(createExclusionMatcher(exclusions).test(relative, false, 0)).toBe(pattern);
    expect(createExclusionMatcher(exclusions).test(`other/${relative}`, false, 0)).toBeNull();
    expect(createExclusionMatcher(exclusions).test(`${relative}x`, false, 0)).toBeNull();
  });

  test('a folder of the plan itself can not be excluded, nor what lies elsewhere', () => {
    expect(excludePattern([folder], folder)).toBeUndefined();
    expect(excludePattern([folder], '/etc/shadow')).toBeUndefined();
  });

  test('works where the plan has the whole disk', () => {
    expect(excludePattern(['/'], '/etc/shadow')).toBe('/etc/shadow');
  });
});
