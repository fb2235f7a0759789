import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where administrators' programs and Homebrew's are, also for people whose PATH does not say so; PostgreSQL's by version. */
const usual = [
  ...['/usr/sbin', '/sbin', '/opt/homebrew/bin', '/usr/local/bin'],
  ...versionsIn('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`),
  ...['/opt/homebrew/opt/postgresql@17/bin', '/usr/local/opt/postgresql@17/bin'],
];

/**
 * @param {string} command
 * @returns {string | undefined} The path of the program, undefined when it isn't installed.
 */
export function findProgram(command) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...usual].filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

/**
 * @param {import('./programs.mjs').Program} program
 * @returns {'ok' | 'missing' | 'too old'}
 */
export function stateOf({ commands, minimum }) {
  const path = commands.map(findProgram).find((found) => found !== undefined);
  if (path === undefined) return 'missing';
  if (minimum === undefined) return 'ok';
  const printed = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  return isAtLeast(parseVersion(printed), minimum) ? 'ok' : 'too old';
}

/**
 * The version in `rsync  version 3.2.7  protocol version 31`; Apple's openrsync names only its protocol.
 * @param {string} printed
 */
export function parseVersion(printed) {
  return /^rsync\s+version\s+v?(\d+\.\d+)/m.exec(printed)?.[1] ?? '0.0';
}

/**
 * @param {string} version
 * @param {string} minimum
 */
export function isAtLeast(version, minimum) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = minimum.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** @param {string} folder */
function versionsIn(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
