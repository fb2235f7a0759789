import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileLogger, logsOf } from '../../../../electron/engine/tools/file-logger.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-logs-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const clock = { now: () => Date.parse('2026-11-21T12:00:00.000Z') };
const read = (name = 'holdfast.log') => readFileSync(join(logsOf(home), name), 'utf8');

test('messages and causes are appended to a file that only its user can read, and told to the terminal', () => {
  const echoed: string[] = [];
  const logger = createFileLogger(home, { clock, echo: (line) => echoed.push(line) });
  logger.info('ready');
  logger.error('it broke', new Error('EIO', { cause: 'the disk' }));
  expect(read()).toMatch(/^2026-11-21T12:00:00\.000Z ready\n2026-11-21T12:00:00\.000Z it broke: Error: EIO\n/);
  expect(read()).toContain('the disk');
  expect(echoed[0]).toBe('ready');
  expect(statSync(join(logsOf(home), 'holdfast.log')).mode & 0o777).toBe(0o600);
});

test('a file that has grown is kept beside a new one, and three of those at most', () => {
  const logger = createFileLogger(home, { clock, mostBytes: 40 });
  for (let number = 1; number <= 12; number += 1) logger.info(`line ${number}`);
  expect(readdirSync(logsOf(home)).sort()).toEqual([
    'holdfast.1.log',
    'holdfast.2.log',
    'holdfast.3.log',
    'holdfast.log',
  ]);
  expect(read()).toContain('line 12');
  expect(read('holdfast.1.log')).toContain('line 10');
  expect(read('holdfast.3.log')).not.toContain('line 1\n');
});

test('nothing fails for want of a log', () => {
  writeFileSync(logsOf(home), 'a file, not a folder');
  createFileLogger(home, { clock }).info('lost');
  expect(readFileSync(logsOf(home), 'utf8')).toBe('a file, not a folder');
});
