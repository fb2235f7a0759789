import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };
import { runtimeFolder } from '../setup/electron.mjs';
import { projectRoot } from '../vite/paths.ts';
import type { Runtime } from './config.ts';

/**
 * Electron's runtime where it is there or can be fetched; else a small program in its place that shows the same pages in a
 * browser's window, so that the package still works as a whole. `reason` says why.
 */
export function findRuntime(
  work: string,
  browser: boolean,
): { readonly runtime: Runtime; readonly reason: string | null } {
  if (browser) return { runtime: browserRuntime(work), reason: 'as was asked for' };
  const { folder, problem } = runtimeFolder();
  if (folder !== undefined) return { runtime: { kind: 'electron', folder, version: electron.version }, reason: null };
  return { runtime: browserRuntime(work), reason: problem ?? null };
}

/** In the form that electron-builder expects of Electron's own folder. */
export function browserRuntime(work: string): Runtime {
  const folder = join(work, 'browser-runtime');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(projectRoot, 'build/package/browser-window.sh'), join(folder, 'electron'));
  writeFileSync(join(folder, 'version'), electron.version);
  return { kind: 'browser', folder, version: electron.version };
}
