#!/usr/bin/env node
/**
 * Makes .deb and .rpm with the system's own dpkg-deb and rpmbuild from the arguments that electron-builder gives to fpm
 * (`CUSTOM_FPM_PATH`). fpm itself would be fetched from the network, with a Ruby of its own.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDeb } from './make-deb.mjs';
import { makeRpm } from './make-rpm.mjs';

/**
 * What a package is to be. Its files lie in `stage` as they are to lie below `/`.
 * @typedef {object} Wanted
 * @property {string} stage
 * @property {string} package Absolute path of the package to be made.
 * @property {string} name
 * @property {string} version
 * @property {string} architecture As the kind of package calls it.
 * @property {string} maintainer
 * @property {string} license
 * @property {string} category
 * @property {string} summary One line.
 * @property {string} description
 * @property {readonly string[]} depends
 * @property {readonly string[]} recommends
 * @property {string} compression xz or gz.
 * @property {string | undefined} afterInstall A script.
 * @property {string | undefined} afterRemove
 */

const text = { type: /** @type {const} */ ('string') };
const texts = { ...text, multiple: true };
const names = ['architecture', 'description', 'version', 'package', 'name', 'maintainer', 'url', 'vendor', 'category'];
const options = {
  ...Object.fromEntries([...names, 'license', 'after-install', 'after-remove'].map((name) => [name, text])),
  ...Object.fromEntries(['deb-compression', 'deb-priority', 'rpm-compression'].map((name) => [name, text])),
  ...Object.fromEntries(['rpm-os', 'rpm-summary', 'iteration'].map((name) => [name, text])),
  ...Object.fromEntries(['deb-recommends', 'rpm-tag'].map((name) => [name, texts])),
  input: { ...text, short: 's' },
  target: { ...text, short: 't' },
  depends: { ...texts, short: 'd' },
  force: { type: /** @type {const} */ ('boolean') },
};
const { values, positionals } = parseArgs({ options, allowPositionals: true });
/** @type {Readonly<Record<string, unknown>>} */
const given = values;

const makers = { deb: makeDeb, rpm: makeRpm };
const make = Object.entries(makers).find(([kind]) => kind === values.target)?.[1];
if (make === undefined) throw new Error(`Only .deb and .rpm can be made here, not ${values.target}.`);
const stage = mkdtempSync(join(dirname(one('package')), '.stage-'));
try {
  for (const mapping of positionals) place(mapping);
  makePlain(stage);
  make(wanted());
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** @returns {Wanted} */
function wanted() {
  const [first = '', ...rest] = one('description').split('\n');
  const tags = many('rpm-tag').filter((tag) => tag.startsWith('Recommends: '));
  return {
    ...{ stage, package: one('package'), name: one('name'), version: one('version'), license: one('license') },
    ...{ architecture: one('architecture'), maintainer: one('maintainer'), category: one('category') },
    summary: one('rpm-summary') || first.trim(),
    description: one('rpm-summary') === '' ? rest.join(' ').trim() : one('description'),
    depends: many('depends'),
    recommends: [...many('deb-recommends'), ...tags.map((tag) => tag.slice('Recommends: '.length))],
    compression: one('deb-compression') || one('rpm-compression'),
    afterInstall: one('after-install') || undefined,
    afterRemove: one('after-remove') || undefined,
  };
}

/** @param {string} name @returns {string} Empty where it was not given. */
function one(name) {
  const value = given[name];
  return typeof value === 'string' ? value : '';
}

/** @param {string} name @returns {readonly string[]} */
function many(name) {
  const value = given[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** `FROM=TO`: a file under that name, or with a slash after FROM what is in that folder. @param {string} mapping */
function place(mapping) {
  const at = mapping.indexOf('=');
  const [from, to] = [mapping.slice(0, at), join(stage, mapping.slice(at + 1))];
  mkdirSync(from.endsWith('/') ? to : dirname(to), { recursive: true });
  execFileSync('cp', ['-a', '--reflink=auto', '-T', from, to], { stdio: 'inherit' });
}

/** Whatever the builder's umask was. @param {string} path */
function makePlain(path) {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  if (stats.isDirectory()) {
    chmodSync(path, 0o755);
    for (const name of readdirSync(path)) makePlain(join(path, name));
  } else chmodSync(path, stats.mode & 0o100 ? 0o755 : 0o644);
}
