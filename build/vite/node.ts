import { chmodSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';
import { drawnFolder } from '../icons/icon-pictures.ts';
import { nodeEntries } from './node-entries.ts';
import { projectRoot } from './paths.ts';

/**
 * Main process, command line and worker threads: ES modules in one flat folder. All but native code is bundled, since
 * reading hundreds of small modules is what makes a command slow to start.
 */
export const nodeBuild = (outDir: string): InlineConfig => ({
  root: projectRoot,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [executableCommand(outDir), drawnIcons(outDir)],
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
    emptyOutDir: true,
    rolldownOptions: {
      input: { ...nodeEntries() },
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
