/** npm's packages: whether what is installed is what the lockfile says, and installing it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { stop } from './stop.mjs';

const lockfile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules/.holdfast-lock');

/** The Node that npm brought, whatever the machine's own is. */
export const projectNode =
  process.platform === 'win32'
    ? join(root, `node_modules/node-win-${process.arch}/bin/node.exe`)
    : join(root, 'node_modules/.bin/node');

/** Installs the packages when they are missing or other than the lockfile says. */
export function ensureDependencies() {
  const lock = readFileSync(lockfile);
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(projectNode) && readOr(stampFile) === hash) return;
  if (!isInstalled(JSON.parse(lock.toString()))) {
    console.error('Installing the packages of package-lock.json …');
    install();
  }
  writeFileSync(stampFile, hash);
}

/**
 * npm's own record of what it installed, against the lockfile: an `npm install` by hand needs no second one.
 * @param {{ packages: Record<string, { version?: string, optional?: boolean }> }} lock
 */
function isInstalled(lock) {
  const record = readOr(join(root, 'node_modules/.package-lock.json'));
  if (record === undefined || !existsSync(projectNode)) return false;
  /** @type {Record<string, { version?: string }>} */
  const installed = JSON.parse(record).packages;
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  // Optional ones are for other machines; ours would be missed at once.
  return wanted.every(([path, { version, optional }]) => {
    const found = installed[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

function install() {
  // Said aloud, since a person's own npm settings or NODE_ENV may say otherwise.
  const options = [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  const result =
    npm !== undefined && /\.[cm]?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, 'ci', ...options], { cwd: root, stdio: ['ignore', 2, 2] })
      : spawnSync('npm', ['ci', ...options], {
          cwd: root,
          stdio: ['ignore', 2, 2],
          shell: process.platform === 'win32',
        });
  if (result.status !== 0 || !existsSync(projectNode)) {
    stop(`The packages could not be installed. See npm's words above, then try: npm ci ${options.join(' ')}`);
  }
}

/** @param {string} file */
function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
