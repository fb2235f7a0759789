import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { encodePathText } from '#shared/domain/path-text.ts';
import { shellQuote } from '../../../../electron/engine/runbook/shell-quote.ts';

test('plain names need no quotes', () => {
  expect(shellQuote('plans/docs/2026-11-21T03-52-15Z/files')).toBe('plans/docs/2026-11-21T03-52-15Z/files');
  expect(shellQuote('a b')).toBe("'a b'");
});

test.each(['a b', "it's", '$HOME `x` "q" \\', 'new\nline\ttab', "odd\uf7ff'\\x41", '-rf', 'é 文', '!x*?[a]'])(
  'a shell reads %j as it was',
  (name) => {
    const script = `printf %s ${shellQuote(name)}`;
    expect(execFileSync('bash', ['-c', script])).toEqual(Buffer.from(encodePathText(name)));
  },
);
