import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { projectRoot } from './paths.ts';

export const rendererEntry = join(projectRoot, 'renderer/index.html');

/** The page, served at `holdfast://app/` in the window and at the host's root in a browser. */
export const rendererBuild = (outDir: string): InlineConfig => ({
  root: join(projectRoot, 'renderer'),
  configFile: false,
  logLevel: 'warn',
  base: '/',
  plugins: [react()],
  build: {
    outDir,
    target: 'chrome120',
    emptyOutDir: true,
    // Everything comes from the same disk: a report of gzipped sizes only costs time.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    // Nothing inlined: the content security policy has no `data:` scripts or styles.
    assetsInlineLimit: 0,
    // One modulepreload polyfill would be an inline script; Chromium needs none.
    modulePreload: { polyfill: false },
  },
});
