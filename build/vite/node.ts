import { chmodSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';
import { drawnFolder } from '../icons/icon-pictures.ts';
import { type Entries, programEntries, workerEntries } from './node-entries.ts';
import { projectRoot } from './paths.ts';

/**
 * Main process, command line and worker threads: ES modules in one flat folder. All but native code is bundled, since
 * reading hundreds of small modules is what makes a command slow to start. Each thread is bundled by itself: what it
 * shared with others would come to it in dozens of small files, each to be found, read and compiled.
 */
export const nodeBuilds = (outDir: string): readonly InlineConfig[] => [
  { ...bundle(outDir, programEntries()), plugins: [executableCommand(outDir), drawnIcons(outDir)] },
  ...Object.entries(workerEntries()).map(([name, path]) => bundle(outDir, { [name]: path })),
];

const bundle = (outDir: string, input: Entries): InlineConfig => ({
  root: projectRoot,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: {
    noExternal: true,
    external: ['better-sqlite3', '@napi-rs/keyring', 'electron', 'bufferutil', 'utf-8-validate'],
  },
  build: {
    outDir,
    ssr: true,
    target: 'node24',
    minify: false,
    sourcemap: false,
    // They share their folder, which is new.
    emptyOutDir: false,
    rolldownOptions: {
      input,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', banner },
    },
  },
});

const banner = (chunk: { readonly isEntry: boolean; readonly name: string }): string =>
  chunk.isEntry && chunk.name === 'holdfast' ? '#!/usr/bin/env node' : '';

/** `package.json` names the bundle as the command, so it has to be one. */
const executableCommand = (outDir: string): Plugin => ({
  name: 'executable-command',
  writeBundle: () => {
    const command = join(outDir, 'holdfast.js');
    if (existsSync(command)) chmodSync(command, 0o755);
  },
});

/** What tray and window are shown by lies beside the main process's bundle. */
const drawnIcons = (outDir: string): Plugin => ({
  name: 'drawn-icons',
  writeBundle: () => {
    for (const name of ['tray', 'app/256x256.png']) {
      cpSync(join(drawnFolder, name), join(outDir, 'icons', name), { recursive: true });
    }
  },
});
