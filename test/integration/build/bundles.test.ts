import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { programEntries, workerEntries } from '../../../build/vite/node-entries.ts';
import { projectRoot } from '../../../build/vite/paths.ts';

/** The built programs, as `npm run build` leaves them. */
const nodeFolder = join(projectRoot, 'dist/node');
/** As the bundler writes them, always in double quotes; a plain `require` elsewhere is text of a code generator (ajv). */
const specifier = /(?:^(?:import|export)\b[^"\n]*|\bimport\(|\b__require\(|^let \w+ = require\()"([^"\n]+)"/gm;
const comment = /^\s*(?:\/\/|\/?\*).*$/gm;

/** Everything that an entry imports, at once or later, through all chunks: names of outside modules. */
function outsideModules(entry: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of importsOf(readFileSync(join(nodeFolder, file), 'utf8'))) {
      if (name.startsWith('./')) visit(basename(name));
      else outside.add(name);
    }
  };
  visit(entry);
  return outside;
}

const importsOf = (code: string): readonly string[] =>
  [...code.replaceAll(comment, '').matchAll(specifier)].flatMap(([, name]) => name ?? []);

const reachesElectron = (entry: string) => [...outsideModules(entry)].some((name) => /^electron(\/|$)/.test(name));

const workers = Object.keys(workerEntries());
const programs = [...Object.keys(programEntries()), ...workers];

test('there is a bundle for the command, the main process and each worker', () => {
  const built = readdirSync(nodeFolder);
  expect(programs.map((name) => `${name}.js`).filter((file) => !built.includes(file))).toEqual([]);
  expect(programs).toEqual(expect.arrayContaining(['main', 'holdfast']));
  expect(workers).toEqual(expect.arrayContaining(['run.worker', 'tree.worker']));
});

test('the main process reaches electron, so this test would see it', () => {
  expect(reachesElectron('main.js')).toBe(true);
});

test.each(programs.filter((name) => name !== 'main'))('no electron in what %s reaches', (name) => {
  expect(reachesElectron(`${name}.js`)).toBe(false);
});

test('what a thread needs to come up is one file, and threads that walk a tree load no schemas', () => {
  const files = new Map(workers.map((name) => [name, readFileSync(join(nodeFolder, `${name}.js`), 'utf8')]));
  const atOnce = (code: string) => [
    ...code.replaceAll(comment, '').matchAll(/^(?:import|export)\b[^"\n]*"(\.[^"\n]+)"/gm),
  ];
  const chunks = [...files].map(([name, code]) => [name, atOnce(code).map(([, file]) => file)] as const);
  // The run's thread asks later for what its kind of run needs, and shares a file with that.
  expect(chunks.filter(([name, loaded]) => loaded.length > (name === 'run.worker' ? 1 : 0))).toEqual([]);
  expect(files.get('tree.worker')).not.toContain('ZodError');
  expect(files.get('destination.worker')).toContain('ZodError');
});

test('whatever is not Node’s own is bundled, but for native code', () => {
  const allowed = ['better-sqlite3', '@napi-rs/keyring', 'electron', 'bufferutil', 'utf-8-validate'];
  const outside = new Set(programs.flatMap((name) => [...outsideModules(`${name}.js`)]));
  const builtin = (name: string) => process.getBuiltinModule(name) !== undefined;
  expect([...outside].filter((name) => !builtin(name) && !allowed.includes(name))).toEqual([]);
});

test('no module of Node in the page', () => {
  const assets = join(projectRoot, 'dist/renderer/assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  const code = scripts.map((name) => readFileSync(join(assets, name), 'utf8'));
  expect(code.filter((text) => text.includes('__vite-browser-external'))).toEqual([]);
  expect(code.filter((text) => /\b(?:from|import)\s*\(?\s*["'`]node:/.test(text))).toEqual([]);
});

test('the preload is one file that asks only for electron', () => {
  const folder = join(projectRoot, 'dist/preload');
  expect(readdirSync(folder)).toEqual(['preload.cjs']);
  expect(new Set(importsOf(readFileSync(join(folder, 'preload.cjs'), 'utf8')))).toEqual(new Set(['electron']));
});
