import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../build/vite/paths.ts';

/** What a source file imports, at once or later, types too. */
const specifier = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"\n]+)['"]/g;

function importsOf(file: string): readonly string[] {
  return [...readFileSync(join(projectRoot, file), 'utf8').matchAll(specifier)].flatMap(([, name]) => name ?? []);
}

/** The project's own file that is meant; undefined for a package. */
function resolve(name: string, from: string): string | undefined {
  if (name.startsWith('#shared/')) return name.slice(1);
  return name.startsWith('.') ? relative(projectRoot, join(projectRoot, dirname(from), name)) : undefined;
}

/** Everything that files reach: each of ours with whoever imports it, and the packages. */
function reach(entries: readonly string[]) {
  const [files, packages] = [new Set<string>(entries), new Set<string>()];
  for (const file of files) {
    if (file.endsWith('.json')) continue;
    for (const name of importsOf(file)) {
      const own = resolve(name, file);
      if (own === undefined) packages.add(name);
      // What is there is imported; anything else is text that only looks like it, as in sample data.
      else if (existsSync(join(projectRoot, own))) files.add(own);
    }
  }
  return { files, packages };
}

const sources = (folder: string): readonly string[] => globSync(`${folder}/**/*.ts`, { cwd: projectRoot });

test.each(['electron/engine', 'electron/host', 'electron/cli'])(
  'no source that %s reaches imports electron',
  (folder) => {
    const { files, packages } = reach(sources(folder));
    expect(files.size).toBeGreaterThan(10);
    expect([...packages].filter((name) => /^electron(?:\/|$|-)/.test(name))).toEqual([]);
    expect([...files].filter((file) => /^electron\/(?:main|preload)\//.test(file))).toEqual([]);
  },
);

test('the main process reaches electron, so this test would see it', () => {
  expect(reach(sources('electron/main')).packages).toContain('electron');
});
