import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type Exclusions, exclusionsSchema } from '#shared/domain/plan.ts';
import { createExclusionMatcher } from '../../../../electron/engine/backup/exclusion-matcher.ts';

const matcher = (exclusions: Partial<Exclusions>) => createExclusionMatcher(exclusionsSchema.parse(exclusions));
const matching = (...patterns: string[]) => {
  const { test: match } = matcher({ patterns });
  return (relativePath: string) => match(relativePath.replace(/\/$/, ''), relativePath.endsWith('/'), 0);
};

describe('patterns', () => {
  test('nothing is left out without patterns', () => {
    expect(matcher({}).test('a/b', false, 1e12)).toBeNull();
  });

  test('the deciding pattern is the reason', () => {
    const match = matching('*.log', 'node_modules/', '/build', '!keep.log');
    expect(match('a/b/x.log')).toBe('*.log');
    expect(match('keep.log')).toBeNull();
    expect(match('a/node_modules/')).toBe('node_modules/');
    expect(match('a/node_modules')).toBeNull();
    expect(match('build')).toBe('/build');
    expect(match('a/build')).toBeNull();
  });

  test('case matters', () => {
    expect(matching('Foo')('foo')).toBeNull();
  });

  test('odd names are plain text', () => {
    expect(matching('\\#x')('#x')).toBe('\\#x');
    expect(matching('\\!x')('!x')).toBe('\\!x');
    expect(matching('*.tmp')('new\nline.tmp')).toBe('*.tmp');
    expect(matching('*')('\uf7ff\uf780')).toBe('*');
    expect(matching('a')('a ')).toBeNull();
    expect(matching('a\\ ')('a ')).toBe('a\\ ');
    expect(matching('*x')('..x')).toBe('*x');
    expect(matching('*x')('...')).toBeNull();
    expect(matching('x')('\\x')).toBeNull();
  });

  test('memory stays bounded and answers stay the same over many paths', () => {
    const match = matching('*.o', '/deep/**/gone');
    for (let at = 0; at < 60_000; at += 1) {
      expect(match(`deep/${at}/gone/`) !== null && match(`deep/${at}/x.o`) !== null).toBe(true);
      expect(match(`deep/${at}/x.c`)).toBeNull();
    }
  });

  test('patterns that decided nothing are told', () => {
    const { test: match, idlePatterns } = matcher({ patterns: ['*.log', '*.tmp', '!x.log'] });
    match('a.log', false, 0);
    expect(idlePatterns()).toEqual(['*.tmp']);
  });

  test.each([
    ['#note', 'comment'],
    ['   ', 'empty'],
    ['!', 'empty'],
    ['/', 'names no file'],
    ['a\\', 'lone'],
    ['[abc', 'without its'],
    ['a\0b', 'zero byte'],
  ])('%j is refused', (pattern, words) => {
    expect(() => matcher({ patterns: [pattern] })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(() => matcher({ patterns: [pattern] })).toThrow(words);
  });

  test.each(['[]]', '[!]a]', '\\[', 'a\\\\', '[[:alpha:]]', '[\\]]', '**/x', 'a b '])('%j is sound', (pattern) => {
    expect(() => matcher({ patterns: [pattern] })).not.toThrow();
  });
});

describe('the same as git', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-ignore-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));
  execFileSync('git', ['init', '-q', folder]);

  // ASCII only: for git a “?” is a byte, here it is a character.
  test('for random patterns and paths', () => {
    const piece = fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]', '.x');
    const word = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''));
    // “**” beside anything else is a plain “*” by the manual; git itself has its own mind about it.
    const part = fc.oneof({ arbitrary: word.filter((text) => !text.includes('**')), weight: 5 }, fc.constant('**'));
    const pattern = fc
      .tuple(fc.constantFrom('', '/', '!'), fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/'))
      .map(([start, parts, end]) => start + parts.join('/') + end);
    const name = fc.array(fc.constantFrom('a', 'b', 'c', '.x'), { minLength: 1, maxLength: 3 });
    const paths = fc.array(
      fc.array(
        name.map((parts) => parts.join('')),
        { minLength: 1, maxLength: 3 },
      ),
      {
        minLength: 20,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), paths, (patterns, samples) => {
        const files = samples.map((parts) => parts.join('/'));
        expect(files.map((file) => isLeftOut(patterns, file))).toEqual(askGit(patterns, files));
      }),
      { numRuns: 60 },
    );
  });

  /** As the walk does it: each folder from the top, then the file. */
  function isLeftOut(patterns: string[], file: string): boolean {
    const { test: match } = matcher({ patterns });
    const parts = file.split('/');
    return parts.some((_, at) => match(parts.slice(0, at + 1).join('/'), at < parts.length - 1, 0) !== null);
  }

  function askGit(patterns: string[], files: string[]): boolean[] {
    fs.writeFileSync(path.join(folder, '.gitignore'), `${patterns.join('\n')}\n`);
    const args = ['-C', folder, 'check-ignore', '--no-index', '-z', '-v', '-n', '--stdin'];
    let output: Buffer;
    try {
      output = execFileSync('git', args, { input: files.join('\0'), stdio: ['pipe', 'pipe', 'ignore'] });
    } catch (error) {
      output = (error as { stdout: Buffer }).stdout;
    }
    const fields = output.toString('utf8').split('\0');
    return files.map((_, at) => {
      const rule = fields[at * 4 + 2] ?? '';
      return rule !== '' && !rule.startsWith('!');
    });
  }
});

describe('size and tags', () => {
  test('larger files are left out, with an exact reason', () => {
    expect(matcher({ largerThan: 10 * 1024 * 1024 }).test('a', false, 10 * 1024 * 1024)).toBeNull();
    expect(matcher({ largerThan: 10 * 1024 * 1024 }).test('a', false, 1e9)).toBe('larger than 10 MiB');
    expect(matcher({ largerThan: 2_000_000 }).test('a', false, 1e9)).toBe('larger than 2 MB');
    expect(matcher({ largerThan: 1001 }).test('a', false, 1e9)).toBe('larger than 1001 bytes');
    expect(matcher({ largerThan: 0 }).test('a', true, 4096)).toBeNull();
  });

  test('a valid CACHEDIR.TAG empties its folder', () => {
    const valid = Buffer.from('Signature: 8a477f597d28d172789f06886806bc55\n# made by a test');
    const { folderReason, isTag } = matcher({ caches: true });
    expect(folderReason(['x', 'CACHEDIR.TAG'], () => valid)).toBe('folder with CACHEDIR.TAG');
    expect(folderReason(['CACHEDIR.TAG'], () => Buffer.from('Signature: other'))).toBeNull();
    expect(folderReason(['CACHEDIR.TAG'], () => null)).toBeNull();
    expect(isTag('CACHEDIR.TAG')).toBe(true);
    expect(matcher({}).folderReason(['CACHEDIR.TAG'], () => valid)).toBeNull();
  });

  test('a named file empties its folder', () => {
    const { folderReason, isTag } = matcher({ ifPresent: ['.nobackup'] });
    expect(folderReason(['a', '.nobackup'], () => null)).toBe('folder with .nobackup');
    expect(folderReason(['a'], () => null)).toBeNull();
    expect(isTag('.nobackup')).toBe(true);
  });
});
