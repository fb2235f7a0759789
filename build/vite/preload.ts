import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { projectRoot } from './paths.ts';

export const preloadEntry = join(projectRoot, 'electron/preload/preload.ts');

/** The preload script: one CommonJS file, since a sandboxed window loads nothing else. */
export const preloadBuild = (outDir: string): InlineConfig => ({
  root: projectRoot,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir,
    target: 'chrome140',
    minify: false,
    emptyOutDir: true,
    lib: { entry: preloadEntry, formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
});
