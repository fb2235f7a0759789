/** Electron's runtime: whether it is there, fetching it under a time limit, and running the window. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

const folder = join(root, 'node_modules/electron');
const failedStamp = join(root, 'node_modules/.holdfast-electron-not-fetched');

const fetchLimitMs = 60_000;
/** After a fetch that failed, starts don't wait for another one for this long. */
const retryAfterMs = 24 * 3600_000;
/** A window that ends this soon with an error never came up. */
const startLimitMs = 5_000;

/** @returns {Promise<string | undefined>} Why there can be no Electron window here; undefined when there can. */
export async function whyNoElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no display';
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return 'Electron does not run as root with its sandbox, and Holdfast does not run it without';
  }
  return runtime() === undefined ? fetchRuntime() : undefined;
}

/**
 * Runs the window until it is closed.
 * @returns {Promise<string | undefined>} Why it did not come up; undefined when it did.
 */
export function runElectron() {
  const started = Date.now();
  const child = spawn(runtime() ?? '', [root], { stdio: ['inherit', 'inherit', 'pipe'] });
  let lastWords = '';
  child.stderr.on('data', (/** @type {Buffer} */ data) => {
    process.stderr.write(data);
    lastWords = data.toString().trim().split('\n').at(-1) ?? lastWords;
  });
  const ignore = () => {};
  // A terminal sends Ctrl-C to both; this one only waits for the other's clean end.
  process.on('SIGINT', ignore);
  const terminate = () => child.kill('SIGTERM');
  process.on('SIGTERM', terminate);
  return new Promise((resolve) => {
    const settle = (/** @type {string | undefined} */ problem) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', terminate);
      resolve(problem);
    };
    child.on('error', (error) => settle(error.message));
    child.on('close', (code, signal) => {
      const failed = code !== 0 && signal !== 'SIGINT' && signal !== 'SIGTERM';
      if (failed && Date.now() - started < startLimitMs) {
        return settle(`it ended at once (${signal ?? `exit ${code}`}${lastWords === '' ? '' : `: ${lastWords}`})`);
      }
      process.exitCode = failed ? 1 : 0;
      settle(undefined);
    });
  });
}

/**
 * The path of Electron's program, in the folder that Electron's own `ELECTRON_OVERRIDE_DIST_PATH` names where it is set.
 * Not asked of `require('electron')`: that fetches a missing one at once and without a time limit.
 */
function runtime() {
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;
  const named = join(folder, 'path.txt');
  if (override === undefined && !existsSync(named)) return undefined;
  const name = existsSync(named) ? readFileSync(named, 'utf8') : 'electron';
  const program = join(override ?? join(folder, 'dist'), name);
  return existsSync(program) ? program : undefined;
}

/**
 * The folder of the runtime, for packages; it is fetched where it is missing.
 * @returns {{ folder?: string, problem?: string }}
 */
export function runtimeFolder() {
  const problem = runtime() === undefined ? fetchRuntime() : undefined;
  return problem === undefined ? { folder: dirname(runtime() ?? '') } : { problem };
}

/** @returns {string | undefined} Why it could not be fetched. */
function fetchRuntime() {
  const failedAt = statSync(failedStamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - failedAt < retryAfterMs) {
    return 'its runtime could not be fetched lately (to try now: npx install-electron --no)';
  }
  console.error('Fetching the runtime of Electron (once, about 100 MB, at most a minute) …');
  const result = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: fetchLimitMs,
    killSignal: 'SIGKILL',
  });
  if (runtime() !== undefined) {
    rmSync(failedStamp, { force: true });
    return undefined;
  }
  writeFileSync(failedStamp, '');
  const words = result.stderr?.split('\n').find((line) => line.trim() !== '');
  const reason =
    result.error === undefined ? (words ?? `exit ${result.status}`) : `no answer within ${fetchLimitMs / 1000} s`;
  return `its runtime could not be fetched (${reason})`;
}
