import { describe, expect, test } from 'vitest';
import type { Entry } from '#shared/domain/snapshot.ts';
import { isChosen, togglePath } from '../../../../../renderer/features/time/chosen-paths.ts';
import { findRoot } from '../../../../../renderer/features/time/find-root.ts';
import { treeKey } from '../../../../../renderer/features/time/tree-keys.ts';
import { treeRows } from '../../../../../renderer/features/time/tree-rows.ts';
import type { FolderPages } from '../../../../../renderer/features/time/use-folders.ts';

const entry = (path: string, type: Entry['type'] = 'file'): Entry => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  type,
  size: 1,
  modifiedAt: '2026-11-21T00:00:00.000Z',
  mode: 0o644,
  owner: 0,
  group: 0,
  sha256: null,
  carried: false,
});

const whole = (...entries: Entry[]): FolderPages => ({ entries, next: null, loading: false, error: null });
const content = new Map<string, FolderPages>([
  ['/', whole(entry('/home', 'folder'))],
  ['/home', whole(entry('/home/ada', 'folder'))],
  ['/home/ada', whole(entry('/home/ada/docs', 'folder'), entry('/home/ada/empty', 'folder'), entry('/home/ada/a.txt'))],
  ['/home/ada/docs', { ...whole(entry('/home/ada/docs/1')), next: 'cursor' }],
  ['/home/ada/empty', whole()],
]);
const folders = { get: (path: string) => content.get(path), more: () => {}, reads: 0 };
const open = new Set(['/home/ada/docs', '/home/ada/empty']);
const rows = treeRows('/home/ada', open, folders);

describe('the rows of the tree', () => {
  test('follow what is open, with a line for what is still to be read and for what is empty', () => {
    expect(rows.map((row) => (row.kind === 'entry' ? row.entry.path : `${row.kind} ${row.folder}`))).toEqual([
      '/home/ada/docs',
      '/home/ada/docs/1',
      'more /home/ada/docs',
      '/home/ada/empty',
      'empty /home/ada/empty',
      '/home/ada/a.txt',
    ]);
    expect(rows.map(({ level }) => level)).toEqual([1, 2, 2, 1, 2, 1]);
  });
});

describe('the keys of the tree', () => {
  test('arrows move, and stop at both ends', () => {
    expect(treeKey('ArrowDown', rows, 0)).toEqual({ type: 'focus', index: 1 });
    expect(treeKey('ArrowUp', rows, 0)).toEqual({ type: 'focus', index: 0 });
    expect(treeKey('End', rows, 0)).toEqual({ type: 'focus', index: 5 });
  });

  test('right opens or goes in, left closes or goes out', () => {
    expect(treeKey('ArrowRight', rows, 0)).toEqual({ type: 'focus', index: 1 });
    expect(treeKey('ArrowLeft', rows, 0)).toEqual({ type: 'toggle', path: '/home/ada/docs' });
    expect(treeKey('ArrowLeft', rows, 1)).toEqual({ type: 'focus', index: 0 });
    expect(treeKey('ArrowRight', rows, 5)).toBeUndefined();
  });

  test('Enter shows a file or a folder as a press does, Space chooses, letters do nothing', () => {
    expect(treeKey('Enter', rows, 5)).toEqual({ type: 'open', path: '/home/ada/a.txt' });
    expect(treeKey('Enter', rows, 0)).toEqual({ type: 'open', path: '/home/ada/docs' });
    expect(treeKey(' ', rows, 5)).toEqual({ type: 'check', path: '/home/ada/a.txt' });
    expect(treeKey('x', rows, 0)).toBeUndefined();
    expect(treeKey('Enter', rows, 2)).toBeUndefined();
  });
});

describe('what is chosen', () => {
  test('a folder stands for all below it', () => {
    const chosen = togglePath(togglePath(new Set(), '/a/b/c'), '/a');
    expect([...chosen]).toEqual(['/a']);
    expect([isChosen(chosen, '/a/b'), isChosen(chosen, '/ab'), isChosen(new Set(['/']), '/x')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('choosing again lets go, and what a folder covers can not be added', () => {
    expect([...togglePath(new Set(['/a']), '/a')]).toEqual([]);
    expect([...togglePath(new Set(['/a']), '/a/b')]).toEqual(['/a']);
  });
});

describe('where the tree begins', () => {
  const read = async (path: string) => content.get(path)?.entries ?? [];

  test('at the deepest folder that holds everything', async () => {
    expect(await findRoot(read, [])).toBe('/home/ada');
  });

  test('never below a folder of the plan', async () => {
    expect(await findRoot(read, ['/home'])).toBe('/home');
  });

  test('at the top when there is nothing', async () => {
    expect(await findRoot(async () => [], [])).toBe('/');
  });
});
