import { describe, expect, test } from 'vitest';
import type { Volume } from '#shared/domain/repository.ts';
import { addFolder } from '../../../../../renderer/features/plans/add-folder.ts';
import { fitOf } from '../../../../../renderer/features/start/fit-of.ts';
import { proposeRepository } from '../../../../../renderer/features/start/propose-repository.ts';
import { volumeOf } from '../../../../../renderer/features/start/volume-of.ts';

const volume = (mountPoint: string, freeBytes = 1e12): Volume => ({
  mountPoint,
  label: '',
  fileSystem: 'ext4',
  totalBytes: 2e12,
  freeBytes,
  removable: false,
  writable: true,
});
const volumes = [volume('/'), volume('/media/drive'), volume('/media/small', 10)];
const folders = ['/home/ada/Documents'];

describe('where the copies go', () => {
  test('a path lies on the volume that is mounted nearest above it', () => {
    expect(volumeOf('/media/drive/x', volumes)?.mountPoint).toBe('/media/drive');
    expect(volumeOf('/media/driver', volumes)?.mountPoint).toBe('/');
  });

  test('a repository gets a folder of its own; on the system disk in the home', () => {
    expect(proposeRepository('/media/drive', '/home/ada')).toBe('/media/drive/Holdfast');
    expect(proposeRepository('/', '/home/ada')).toBe('/home/ada/Holdfast');
    expect(proposeRepository('/', '/')).toBe('/Holdfast');
  });

  test('too small, the same disk, and how long it takes are said beforehand', () => {
    expect(fitOf({ path: '/media/small/x', folders, bytes: 1e9, volumes })?.sentence).toMatch(/not enough room/);
    expect(fitOf({ path: '/home/ada/Holdfast', folders, bytes: 1e9, volumes })?.sentence).toMatch(
      /the disk that the files are on/,
    );
    expect(fitOf({ path: '/media/drive/x', folders, bytes: 6e9, volumes })?.sentence).toMatch(/in about 2 min\./);
    expect(fitOf({ path: '/media/drive/x', folders, bytes: undefined, volumes })).toBeUndefined();
    expect(fitOf({ path: '', folders, bytes: 1, volumes })).toBeUndefined();
  });
});

describe('the folders of a plan', () => {
  test('none lies inside another', () => {
    expect(addFolder(['/a/b'], '/a/b/c')).toEqual(['/a/b']);
    expect(addFolder(['/a/b', '/x'], '/a')).toEqual(['/x', '/a']);
    expect(addFolder([], '/a/')).toEqual(['/a']);
    expect(addFolder([], '/')).toEqual(['/']);
  });
});
