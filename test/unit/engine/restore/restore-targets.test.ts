import { describe, expect, it } from 'vitest';
import { foldersAbove, isWithin, restoreTargets } from '../../../../electron/engine/restore/restore-targets.ts';

const told = (chosen: readonly string[], to: string | null) =>
  restoreTargets(chosen, to).map(({ source, target }) => `${source || '/'} → ${target || '/'}`);

describe('where chosen paths go', () => {
  it('in place: where they came from; nothing chosen means everything', () => {
    expect(told(['/home/ada/a', '/srv'], null)).toEqual(['/home/ada/a → /home/ada/a', '/srv → /srv']);
    expect(told([], null)).toEqual(['/ → /']);
  });

  it('into a folder: each under its own name, everything as the whole tree', () => {
    expect(told(['/home/ada/docs', '/srv'], '/new')).toEqual(['/home/ada/docs → /new/docs', '/srv → /new/srv']);
    expect(told([], '/new')).toEqual(['/ → /new']);
    expect(told(['/srv/x'], '/')).toEqual(['/srv/x → /x']);
  });

  it('what lies below another chosen path is not named twice, what only begins alike is', () => {
    expect(told(['/a/b', '/a', '/a b', '/a'], null)).toEqual(['/a → /a', '/a b → /a b']);
    expect(told(['/a', '/'], null)).toEqual(['/ → /']);
  });

  it('refuses two that would come to lie at one place', () => {
    expect(() => restoreTargets(['/a/same', '/b/same'], '/new')).toThrow(/would both become \/new\/same/);
  });
});

it('knows what lies within what, and above', () => {
  expect([isWithin('/a/b', '/a'), isWithin('/ab', '/a'), isWithin('/a', '/a'), isWithin('/a', '')]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect(foldersAbove('/a/b/c')).toEqual(['/a', '/a/b']);
  expect([foldersAbove('/a'), foldersAbove('')]).toEqual([[], []]);
});
