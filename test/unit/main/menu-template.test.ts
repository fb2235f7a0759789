import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { menuTemplate } from '../../../electron/main/menu-template.ts';
import { wordsOf } from '../../../electron/main/words/words-of.ts';

const actions = { open: vi.fn(), showLogs: vi.fn() };
const made = (platform: NodeJS.Platform, packaged = true, language: 'en' | 'de' = 'en') =>
  menuTemplate({ platform, packaged, words: wordsOf(language), actions });

const itemsOf = ({ submenu }: MenuItemConstructorOptions): readonly MenuItemConstructorOptions[] =>
  Array.isArray(submenu) ? submenu : [];
const allIn = (menu: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
  menu.flatMap((item) => [item, ...allIn(itemsOf(item))]);
const labels = (menu: readonly MenuItemConstructorOptions[]) => menu.map(({ label }) => label);

test('on Linux and Windows the menu begins with File, on macOS with the program’s own', () => {
  expect(labels(made('linux'))).toEqual(['File', 'Edit', 'View', 'Go to', 'Window', 'Help']);
  expect(labels(made('darwin'))).toEqual(['Holdfast', 'File', 'Edit', 'View', 'Go to', 'Window', 'Help']);
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const roles = allIn(made(platform)).flatMap(({ role }) => role ?? []);
    expect(roles.filter((role) => role === 'quit' || role === 'about')).toHaveLength(2);
    expect(roles).toEqual(
      expect.arrayContaining(['copy', 'paste', 'selectAll', 'close', 'minimize', 'reload', 'zoomIn']),
    );
  }
});

test('a packaged program has no developer tools in its menu', () => {
  const roles = (packaged: boolean) => allIn(made('linux', packaged)).map(({ role }) => role);
  expect(roles(true)).not.toContain('toggleDevTools');
  expect(roles(false)).toContain('toggleDevTools');
});

test('each item has a name, in the language, and no shortcut stands for two', () => {
  for (const platform of ['linux', 'darwin'] as const) {
    const items = allIn(made(platform)).filter(({ type }) => type !== 'separator');
    expect(items.every(({ label }) => label !== undefined && label !== '')).toBe(true);
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  }
  expect(labels(made('linux', true, 'de'))).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Gehe zu', 'Fenster', 'Hilfe']);
});

test('items lead to pages of the window, and to the logs', () => {
  for (const { click } of allIn(made('linux'))) Reflect.apply(click ?? (() => {}), undefined, []);
  expect(actions.open.mock.calls.flat()).toEqual(['/plans/new', '/settings', '/', '/time', '/plans', '/activity']);
  expect(actions.showLogs).toHaveBeenCalledOnce();
});
