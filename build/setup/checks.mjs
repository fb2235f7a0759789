/** Linting, types, tests and benchmarks: one tool each, under the project's own Node. */
import { spawnSync } from 'node:child_process';
import { ensureBuilt } from './build.mjs';
import { environment } from './environment.mjs';
import { root } from './root.mjs';
import { ensureForRunning, ensureForTests, installForBench, installForPackages } from './system.mjs';

export const lintSteps = /** @type {const} */ ([
  ['biome', 'check', '--error-on-warnings', '.'],
  ['knip', '--config', 'build/knip.json'],
]);
export const typecheckSteps = /** @type {const} */ ([['tsc', '-b']]);
export const suites = /** @type {const} */ (['unit', 'integration', 'e2e']);

/** @param {string} suite */
export const vitestCommand = (suite) => ['vitest', 'run', '--config', 'build/vitest.config.ts', '--project', suite];

export const lint = () => end(lintSteps);
export const typecheck = () => end(typecheckSteps);

/** @param {readonly string[]} args The suite, then what Vitest is told besides, such as the path of one test. */
export function suite([name = 'unit', ...args]) {
  ensureForTests();
  ensureBuilt();
  end([[...vitestCommand(name), ...args]]);
}

/** @param {readonly string[]} args */
export function bench(args) {
  ensureForRunning();
  installForBench();
  ensureBuilt();
  end([['node', 'build/bench/bench.ts', ...args]]);
}

/** @param {readonly string[]} args Which packages; all that this machine can make when none is named. */
export function packages(args) {
  installForPackages();
  ensureBuilt();
  end([['node', 'build/package/package.ts', ...args]]);
}

/**
 * Runs all of them, also after one that failed, and ends with an exit code that says whether all went well.
 * @param {readonly (readonly string[])[]} commands
 */
function end(commands) {
  const results = commands.map(run);
  process.exit(results.every(Boolean) ? 0 : 1);
}

/**
 * @param {readonly string[]} command
 * @returns {boolean} Whether it went well.
 */
export function run([name = '', ...args]) {
  const result = spawnSync(name, args, { cwd: root, env: environment, stdio: 'inherit' });
  if (result.error) console.error(`${name} could not be started: ${result.error.message}`);
  return result.status === 0;
}
