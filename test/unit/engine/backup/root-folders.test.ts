import { expect, test } from 'vitest';
import {
  type FolderNode,
  folderTree,
  relativeTo,
  toFolder,
  toRootPath,
} from '../../../../electron/engine/backup/root-folders.ts';

const plain = ({ root, children }: FolderNode): unknown => ({
  root,
  ...Object.fromEntries([...children].map(([name, child]) => [name, plain(child)])),
});

test('a plan’s folders become a tree of their path’s components', () => {
  expect(plain(folderTree(['/home/ada/a', '/home/ada/b', '/srv']))).toEqual({
    root: null,
    home: { root: null, ada: { root: null, a: { root: 0 }, b: { root: 1 } } },
    srv: { root: 2 },
  });
  expect(plain(folderTree(['/']))).toEqual({ root: 0 });
});

test('the top of the file system is the empty path, so that names go behind a slash', () => {
  expect([toRootPath('/'), toRootPath('/a'), toFolder(''), toFolder('/a')]).toEqual(['', '/a', '/', '/a']);
});

test('entries are named relative to their plan’s folder', () => {
  expect(relativeTo('/a', '/a')).toBe('.');
  expect(relativeTo('/a', '/a/b/c')).toBe('b/c');
  expect(relativeTo('', '/b')).toBe('b');
});
