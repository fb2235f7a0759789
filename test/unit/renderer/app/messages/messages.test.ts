import { describe, expect, test } from 'vitest';
import { en } from '../../../../../renderer/app/messages/en.ts';
import { t } from '../../../../../renderer/app/messages/t.ts';

describe('messages', () => {
  test('take parameters and group numbers', () => {
    expect(t('command.backup', { plan: 'Photos' })).toBe('Back up “Photos” now');
    expect(t('files', { count: 12_345 })).toBe('12,345 files');
  });

  test('know one from many', () => {
    expect([t('files', { count: 0 }), t('files', { count: 1 }), t('files', { count: 2 })]).toEqual([
      '0 files',
      '1 file',
      '2 files',
    ]);
  });

  test('a parameter that looks like a placeholder is not filled in again', () => {
    expect(t('command.backup', { plan: '{plan}' })).toBe('Back up “{plan}” now');
  });

  test('are calm: no exclamation marks, nothing empty', () => {
    const texts = Object.values(en).flatMap((message) =>
      typeof message === 'string' ? [message] : Object.values(message),
    );
    expect(texts.filter((text) => text.includes('!') || text.trim() === '')).toEqual([]);
  });
});
