import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** @param {import('./fpm.mjs').Wanted} wanted */
export function makeRpm(wanted) {
  const top = mkdtempSync(join(dirname(wanted.package), '.rpm-'));
  try {
    const spec = join(top, 'package.spec');
    writeFileSync(spec, specOf(wanted));
    const defines = {
      _topdir: top,
      _rpmdir: join(top, 'out'),
      _build_id_links: 'none',
      _binary_payload: payload(wanted),
    };
    const args = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
    const target = ['--target', wanted.architecture, '--buildroot', wanted.stage];
    execFileSync('rpmbuild', ['-bb', '--quiet', ...args, ...target, spec], { stdio: ['ignore', 'ignore', 'inherit'] });
    const made = readdirSync(join(top, 'out'), { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith('.rpm'),
    );
    if (made === undefined) throw new Error('rpmbuild made no package.');
    renameSync(join(top, 'out', made), wanted.package);
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

/** @param {import('./fpm.mjs').Wanted} wanted */
const payload = ({ compression }) => (compression === 'gzip' ? 'w1.gzdio' : 'w6T0.xzdio');

/**
 * What is in the stage is packed as it is: nothing is stripped, and what it needs is what it says.
 * @param {import('./fpm.mjs').Wanted} wanted
 */
function specOf(wanted) {
  const { stage, afterInstall, afterRemove } = wanted;
  return [
    '%global debug_package %{nil}',
    '%global __os_install_post %{nil}',
    // rpmbuild would empty the build root before it takes from there.
    '%global __spec_install_pre %{nil}',
    `Name: ${wanted.name}`,
    `Version: ${wanted.version}`,
    'Release: 1',
    `Summary: ${wanted.summary}`,
    `License: ${wanted.license}`,
    `Packager: ${wanted.maintainer}`,
    'AutoReqProv: no',
    ...wanted.depends.map((name) => `Requires: ${name}`),
    ...wanted.recommends.map((name) => `Recommends: ${name}`),
    '',
    '%description',
    wanted.description,
    ...script('%post', afterInstall),
    ...script('%postun', afterRemove),
    '',
    '%files',
    '%defattr(-,root,root,-)',
    '/opt/Holdfast',
    ...filesBelow(stage)
      .filter((file) => !file.startsWith('/opt/'))
      .map((file) => `"${file}"`),
    '',
  ].join('\n');
}

/** @param {string} section @param {string | undefined} file @returns {readonly string[]} */
function script(section, file) {
  if (file === undefined) return [];
  return [
    '',
    section,
    readFileSync(file, 'utf8')
      .replace(/^#!.*\n/, '')
      .replaceAll('%', '%%'),
  ];
}

/** @param {string} stage @returns {readonly string[]} As they are to lie below `/`. */
function filesBelow(stage) {
  return readdirSync(stage, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `/${relative(stage, join(entry.parentPath, entry.name))}`)
    .sort();
}
