import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @param {import('./fpm.mjs').Wanted} wanted */
export function makeDeb(wanted) {
  const { stage, compression, afterInstall, afterRemove } = wanted;
  const files = filesBelow(stage);
  const folder = join(stage, 'DEBIAN');
  mkdirSync(folder);
  writeFileSync(join(folder, 'control'), control(wanted, files));
  writeFileSync(join(folder, 'md5sums'), files.flatMap((file) => md5Line(stage, file)).join(''));
  script(join(folder, 'postinst'), afterInstall);
  script(join(folder, 'postrm'), afterRemove);
  // gz is for tests: what counts there is time.
  const packing = compression === 'gz' ? ['-Zgzip', '-z1'] : [`-Z${compression}`];
  const options = ['--root-owner-group', ...packing];
  execFileSync('dpkg-deb', [...options, '--build', stage, wanted.package], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @param {string} folder @returns {readonly string[]} Files and links, folders not. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** @param {string} stage @param {string} file @returns {readonly string[]} */
function md5Line(stage, file) {
  if (!lstatSync(file).isFile()) return [];
  return [`${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(stage, file)}\n`];
}

/** The fields of deb-control(5). @param {import('./fpm.mjs').Wanted} wanted @param {readonly string[]} files */
function control(wanted, files) {
  const fields = {
    Package: wanted.name,
    Version: wanted.version,
    Section: wanted.category,
    Priority: 'optional',
    Architecture: wanted.architecture,
    Maintainer: wanted.maintainer,
    Depends: wanted.depends.join(', '),
    Recommends: wanted.recommends.join(', '),
    // In KiB, each file by itself.
    'Installed-Size': String(files.reduce((sum, file) => sum + Math.ceil(lstatSync(file).size / 1024), 0)),
    Description: [wanted.summary, ...wrap(wanted.description)].join('\n '),
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** @param {string} paragraph @returns {readonly string[]} */
const wrap = (paragraph) => paragraph.match(/.{1,76}(?:\s|$)/g)?.map((line) => line.trim()) ?? [];

/** @param {string} place @param {string | undefined} file */
function script(place, file) {
  if (file !== undefined) writeFileSync(place, readFileSync(file), { mode: 0o755 });
}
