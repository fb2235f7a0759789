import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, type InlineConfig } from 'vite';
import { prepareStamp } from '../setup/stamp.mjs';
import { nodeBuilds } from './node.ts';
import { commandEntry } from './node-entries.ts';
import { projectRoot } from './paths.ts';
import { preloadBuild, preloadEntry } from './preload.ts';
import { rendererBuild, rendererEntry } from './renderer.ts';

/**
 * Builds everything into `dist/`. Each part is built aside and then takes its place by renames, so that a command
 * started meanwhile finds either the old or the new one. Arguments name the parts that are wanted (node, preload,
 * renderer); with none it is all of them.
 */
const dist = join(projectRoot, 'dist');
const aside = join(dist, `.building-${process.pid}`);

const all: readonly { readonly name: string; readonly entry: string; readonly builds: readonly InlineConfig[] }[] = [
  { name: 'node', entry: commandEntry, builds: nodeBuilds(join(aside, 'node')) },
  { name: 'preload', entry: preloadEntry, builds: [preloadBuild(join(aside, 'preload'))] },
  { name: 'renderer', entry: rendererEntry, builds: [rendererBuild(join(aside, 'renderer'))] },
];
const wanted = process.argv.slice(2);
const parts = all.filter(({ name, entry }) => (wanted.length === 0 || wanted.includes(name)) && existsSync(entry));

// Taken before: what is edited during the build is built again next time.
const stamp = prepareStamp();
mkdirSync(aside, { recursive: true });
try {
  for (const config of parts.flatMap(({ builds }) => builds)) await build(config);
  for (const part of parts) replace(part.name);
  if (wanted.length === 0) stamp.commit();
} catch (error) {
  // The bundler's own words say where; its stack would only push them off the screen.
  const words = error instanceof Error ? error.message : String(error);
  console.error(process.stderr.isTTY ? words : stripVTControlCharacters(words));
  process.exitCode = 1;
} finally {
  rmSync(aside, { recursive: true, force: true });
}

function replace(name: string): void {
  const place = join(dist, name);
  const old = join(aside, `${name}.old`);
  if (existsSync(place)) renameSync(place, old);
  renameSync(join(aside, name), place);
}
