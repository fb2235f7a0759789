/**
 * Whether `dist/` is up to date: a fingerprint of the names, sizes and times of all sources is kept beside it. Looking
 * takes milliseconds, which reading every source would not.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

const sources = ['electron', 'renderer', 'shared', 'build/vite', 'package.json', 'package-lock.json'];
const stampFile = join(root, 'dist/stamp');

/** @returns {boolean} */
export function isBuilt() {
  return readOr(stampFile) === fingerprint();
}

/**
 * Takes the fingerprint now, for the moment when what was built from it is in place.
 * @returns {{ commit: () => void }}
 */
export function prepareStamp() {
  const now = fingerprint();
  return {
    commit: () => {
      mkdirSync(dirname(stampFile), { recursive: true });
      writeFileSync(stampFile, now);
    },
  };
}

/** @returns {string} */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) add(hash, source);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function add(hash, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) add(hash, `${path}/${name}`);
}

/** @param {string} file */
function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
