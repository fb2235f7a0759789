import { describe, expect, test } from 'vitest';
import { asListed, buildCopyArgs } from '../../../../../electron/engine/tools/rsync/build-copy-args.ts';

const folders = { source: '/a', target: '/b/files' };

describe('buildCopyArgs', () => {
  test('by name: folders are made, not descended into, and parents left alone', () => {
    const args = buildCopyArgs({ ...folders, selection: 'names' });
    expect(args).toEqual(expect.arrayContaining(['--dirs', '--files-from=-', '--no-implied-dirs', '--from0']));
    expect(args).not.toContain('-r');
  });

  test('comparing changes nothing, and goes by content where that is asked for', () => {
    const comparing = (compareOnly: 'contents' | 'attributes') =>
      buildCopyArgs({ ...folders, selection: 'names', compareOnly });
    expect(comparing('contents')).toEqual(expect.arrayContaining(['--dry-run', '--checksum']));
    expect(comparing('attributes')).toContain('--dry-run');
    expect(comparing('attributes')).not.toContain('--checksum');
    expect(buildCopyArgs({ ...folders, selection: 'names' })).not.toContain('--dry-run');
  });

  test('nothing is ever deleted or linked to another folder, and paths cannot be options', () => {
    const args = buildCopyArgs({ source: '-a', target: '/b', selection: 'trees', filling: true });
    expect(args.filter((arg) => /delete|link-dest/.test(arg))).toEqual([]);
    expect(args.slice(-3)).toEqual(['--', '-a/', '/b/']);
  });
});

test('names are listed so that rsync drops none', () => {
  expect(asListed('#a')).toBe('./#a');
  expect(asListed('#a', 'contents')).toBe('./#a/');
});
