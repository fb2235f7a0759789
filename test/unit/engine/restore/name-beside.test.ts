import { describe, expect, it } from 'vitest';
import { asOf, nameBeside } from '../../../../electron/engine/restore/name-beside.ts';

const suffix = ' (as of 2026-11-20)';
const beside = (name: string, taken: readonly string[] = [], isFolder = false) =>
  nameBeside(name, { suffix, isFolder }, (candidate) => !taken.includes(candidate));

describe('the name of what is put beside its original', () => {
  it('has the suffix before the extension, and a folder at its end', () => {
    expect(beside('letter.txt')).toBe('letter (as of 2026-11-20).txt');
    expect(beside('backup.tar.gz')).toBe('backup (as of 2026-11-20).tar.gz');
    expect(beside('.bashrc')).toBe('.bashrc (as of 2026-11-20)');
    expect(beside('README')).toBe('README (as of 2026-11-20)');
    expect(beside('Dr. Who and his friends')).toBe('Dr. Who and his friends (as of 2026-11-20)');
    expect(beside('photos.2026', [], true)).toBe('photos.2026 (as of 2026-11-20)');
  });

  it('is the first that is free', () => {
    const taken = ['a (as of 2026-11-20).txt', 'a (as of 2026-11-20) (2).txt'];
    expect(beside('a.txt', taken)).toBe('a (as of 2026-11-20) (3).txt');
  });

  it('is never longer than a name may be, and no character is cut in two', () => {
    const long = beside(`${'ä'.repeat(125)}.txt`);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255);
    expect(long).toMatch(/^ä+ \(as of 2026-11-20\)\.txt$/);
  });
});

it('tells a moment by this computer’s clock', () => {
  const at = new Date(2026, 10, 20, 14, 5).toISOString();
  expect([asOf(at, 'day'), asOf(at, 'minute')]).toEqual([' (as of 2026-11-20)', ' (as of 2026-11-20 14.05)']);
});
