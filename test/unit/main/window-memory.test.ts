import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWindowMemory } from '../../../electron/main/window-memory.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-memory-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const bounds = { x: 1, y: 2, width: 900, height: 600 };
const nothing = { bounds: null, maximised: false, toldOfTray: false };
const kept = (): unknown => JSON.parse(readFileSync(join(home, 'window.json'), 'utf8'));

test('what is remembered is written a moment later, or when it is to be kept, and read at the next start', async () => {
  const memory = createWindowMemory(home);
  expect(memory.now()).toEqual(nothing);
  memory.remember({ bounds });
  memory.remember({ maximised: true });
  expect(readdirSync(home)).toEqual([]);
  await vi.waitFor(() => expect(kept()).toEqual({ ...nothing, bounds, maximised: true }), { timeout: 5000 });
  memory.remember({ toldOfTray: true });
  memory.keep();
  expect(createWindowMemory(home).now()).toEqual({ bounds, maximised: true, toldOfTray: true });
  expect(readdirSync(home)).toEqual(['window.json']);
  expect(statSync(join(home, 'window.json')).mode & 0o777).toBe(0o600);
});

test.each([
  '',
  'null',
  '[]',
  '"x"',
  '{"bounds":{"x":"1"},"maximised":7}',
  '{"bounds":{"x":1e99,"y":0,"width":1,"height":1}}',
])('a file that makes no sense (%s) only means that nothing is remembered', (text) => {
  writeFileSync(join(home, 'window.json'), text);
  expect(createWindowMemory(home).now()).toEqual(nothing);
});

test('a home that is gone keeps nobody from closing the window', () => {
  const memory = createWindowMemory(join(home, 'gone'));
  memory.remember({ bounds });
  memory.keep();
  expect(memory.now().bounds).toEqual(bounds);
});
