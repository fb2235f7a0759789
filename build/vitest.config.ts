import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const seconds = (count: number): number => count * 1000;
const setupFiles = ['test/helpers/bundled-threads.ts'];
/** Real programs on a busy machine: a test that fails is tried once more, and told of (`setup/worth-a-look.mjs`). */
const real = { pool: 'forks', retry: 1 } as const;

/**
 * `unit` mirrors the sources and touches nothing outside its own temporary folder; `integration` uses the real rsync,
 * SQLite and sockets; `e2e` drives the built program and a real Chromium. The last two get processes of their own, so
 * that a crash of a native module or a stuck child takes one file with it, not the whole run; their limits suit a busy disk. A missing program fails.
 */
export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    passWithNoTests: true,
    globalSetup: ['test/helpers/temporary-folder.ts', 'test/helpers/compile-cache.ts'],
    allowOnly: process.env.CI === undefined,
    projects: [
      project('unit', { testTimeout: seconds(15), hookTimeout: seconds(15) }),
      project('integration', { ...real, setupFiles, testTimeout: seconds(180), hookTimeout: seconds(180) }),
      project('e2e', { ...real, testTimeout: seconds(180), hookTimeout: seconds(180) }),
    ],
  },
});

function project(
  name: string,
  options: {
    readonly testTimeout: number;
    readonly hookTimeout: number;
    readonly pool?: 'forks';
    readonly retry?: number;
    readonly setupFiles?: string[];
  },
) {
  return { root, test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], ...options } };
}
