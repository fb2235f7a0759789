import { rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram } from '../setup/find-program.mjs';
import { projectRoot } from '../vite/paths.ts';
import { type Built, buildPackages, type Target } from './build-packages.ts';
import { findRuntime } from './find-runtime.ts';

/**
 * `npm run package -- [TARGET…]`: packages for this machine into `dist/package`, as many as can be made here, with the
 * reason for each that can't. `--browser` leaves Electron out where it is there, too. Ends with 1 when one that was named
 * could not be made.
 */
const targetsOf = { linux: ['deb', 'rpm', 'AppImage', 'tar.gz', 'dir'], darwin: ['dmg', 'tar.gz', 'dir'] } as const;

const { values, positionals } = parseArgs({ options: { browser: { type: 'boolean' } }, allowPositionals: true });
const platform = process.platform === 'darwin' ? 'darwin' : 'linux';
const possible: readonly Target[] = targetsOf[platform];
const wanted = positionals.length === 0 ? possible : possible.filter((target) => positionals.includes(target));
const unknown = positionals.filter((name) => !possible.some((target) => target === name));

if (unknown.length > 0 || (process.arch !== 'x64' && process.arch !== 'arm64')) {
  console.error(
    `Packages that this system can make: ${possible.join(', ')}; not ${unknown.join(', ') || process.arch}.`,
  );
  process.exitCode = 2;
} else {
  const output = join(projectRoot, 'dist/package');
  const { runtime, reason } = findRuntime(join(projectRoot, 'dist'), values.browser ?? false);
  if (reason !== null) console.log(`Without Electron: ${reason}. The packages show their window in a browser.`);
  const sevenZip = findProgram('7za') ?? findProgram('7z');
  if (sevenZip !== undefined) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= sevenZip;
  const built = await buildPackages({
    ...{ platform, arch: process.arch, runtime, output, now: new Date() },
    targets: wanted.filter((target) => lacking(target) === null),
  });
  rmSync(join(output, 'builder-debug.yml'), { force: true });
  const failed = wanted.flatMap((target) => {
    const problem = lacking(target);
    return problem === null ? [] : [{ target, files: [], problem }];
  });
  const all = [...built, ...failed];
  for (const one of all) console.log(describe(one));
  process.exitCode = positionals.length > 0 && all.some(({ problem }) => problem !== null) ? 1 : 0;
}

/** What a target needs of the system and does not find; null when all is there. */
function lacking(target: Target): string | null {
  const needs: Partial<Record<Target, string>> = { deb: 'dpkg-deb', rpm: 'rpmbuild' };
  const program = needs[target];
  if (program !== undefined && findProgram(program) === undefined) return `${program} is not installed`;
  if (target === 'tar.gz' && platform === 'linux' && process.env.ELECTRON_BUILDER_7ZIP_PATH === undefined) {
    return '7za is not installed';
  }
  return null;
}

function describe({ target, files, problem }: Built): string {
  if (problem !== null) return `✗ ${target}: ${problem}`;
  return files.map((file) => `✓ ${target}: ${relative(projectRoot, file)}${sizeOf(file)}`).join('\n');
}

function sizeOf(file: string): string {
  const stats = statSync(file);
  return stats.isFile() ? ` (${Math.ceil(stats.size / 1e6)} MB)` : '';
}
