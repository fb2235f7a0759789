import { describe, expect, test } from 'vitest';
import type { HistoryVersion, TextComparison } from '#shared/domain/finding.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { notesOfTexts, titleOfComparison } from '../../../../../renderer/features/compare/describe-comparison.ts';
import { showLine } from '../../../../../renderer/features/compare/show-line.ts';
import { sideOptions } from '../../../../../renderer/features/compare/side-options.ts';

const side = {
  size: 10,
  modifiedAt: '2026-11-21T06:31:00.000Z',
  encoding: 'utf-8',
  lineEnding: 'lf',
  endsWithNewline: true,
} as const;
const texts = { kind: 'text', from: side, to: side, added: 0, removed: 0, hunks: [], truncated: false } as const;
const title = (comparison: TextComparison, now = false) => titleOfComparison(comparison, now);

describe('what a comparison came to', () => {
  test('is a sentence with its numbers', () => {
    expect(title({ ...texts, hunks: [], added: 3, removed: 1 })).toBe('3 lines added, 1 removed.');
    expect(title({ ...texts, hunks: [], removed: 1 })).toBe('1 line removed.');
    expect(title({ ...texts, hunks: [] })).toBe('Every line is the same.');
    expect(title({ kind: 'same', from: side, to: side })).toBe('Nothing differs.');
    expect(title({ kind: 'none', reason: 'missing', side: 'to' }, true)).toBe('It is not there now.');
    expect(title({ kind: 'none', reason: 'binary', side: 'to' })).toBe('These can’t be compared line by line.');
  });

  test('names what lines do not tell', () => {
    expect(notesOfTexts({ ...texts, hunks: [] })).toEqual([]);
    const to = { ...side, encoding: 'windows-1252', lineEnding: 'crlf', endsWithNewline: false } as const;
    expect(notesOfTexts({ ...texts, hunks: [], to, truncated: true })).toEqual([
      'The lines end otherwise: as on Linux and macOS (LF) before, as on Windows (CRLF) after.',
      'The letters are written otherwise: UTF-8 before, Windows-1252 after.',
      'The last line ended with a line break before, which it does not after.',
      'There is more than can be shown here: lines at the end are left out, or long lines cut.',
    ]);
  });

  test('shows what has no form, and keeps tabs', () => {
    expect(showLine('a\tb\u202ec\u0000')).toBe('a\tb\\u{202e}c\\x00');
  });
});

describe('what a side can be', () => {
  const moment = (id: string, at: string) => ({ id, name: id, at });
  const version = (first: string, last: string, differs = true): HistoryVersion => ({
    name: 'a.txt',
    path: '/a.txt',
    type: 'file',
    size: 1200,
    modifiedAt: '2026-11-01T00:00:00.000Z',
    mode: 0o644,
    owner: 0,
    group: 0,
    sha256: null,
    carried: false,
    firstSnapshot: moment(`first ${first}`, `2026-11-${first}T00:00:00.000Z`),
    lastSnapshot: moment(`last ${last}`, `2026-11-${last}T00:00:00.000Z`),
    current: false,
    planId: 'plan',
    planName: 'Letters',
    repositoryId: 'red',
    repositoryPath: '/media/red',
    differs,
  });
  const at = (day: string, kind: Snapshot['kind'] = 'backup') => ({
    ref: 'id',
    snapshot: {
      id: 'id',
      kind,
      hasFiles: true,
      planId: 'plan',
      repositoryId: 'red',
      completedAt: `2026-11-${day}T00:00:00.000Z`,
    },
  });
  const versions = [version('10', '20', false), version('01', '09')];

  test('is the version that its snapshot holds, whichever of those that hold it that is', () => {
    expect(sideOptions(versions, at('15')).value).toBe('first 10');
    expect(sideOptions(versions, at('05')).value).toBe('first 01');
    expect(sideOptions(versions, { ref: 'now', snapshot: undefined }).value).toBe('now');
    expect(sideOptions(versions, at('15')).options.map(({ label }) => label.replace(/^.*? · /, ''))).toEqual([
      'The file as it is now',
      '1.20 kB · same content as the one before',
      '1.20 kB',
    ]);
  });

  test('is offered once, also while its snapshot is still being read', () => {
    const { options, value } = sideOptions(versions, { ref: 'first 10', snapshot: undefined });
    expect([value, options.length]).toEqual(['first 10', 3]);
    expect(sideOptions([], { ref: 'first 10', snapshot: undefined }).options).toHaveLength(2);
  });

  test('is by itself what is no version of the plan: a safety copy', () => {
    const { options, value } = sideOptions(versions, at('15', 'safety'));
    expect(value).toBe('id');
    expect(options.at(-1)?.label).toContain('safety copy');
  });
});
