import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { projectRoot } from '../vite/paths.ts';
import { type PackageOptions, packageConfig } from './config.ts';
import { writePapers } from './papers.ts';

export type Target = 'dir' | 'tar.gz' | 'deb' | 'rpm' | 'AppImage' | 'dmg';

export interface Built {
  readonly target: Target;
  /** Absolute paths of what was made. */
  readonly files: readonly string[];
  /** Why it could not be; null when it was. */
  readonly problem: string | null;
}

export interface BuildOptions extends Omit<PackageOptions, 'papers'> {
  readonly targets: readonly Target[];
  /** Goes into manual and metainfo. */
  readonly now: Date;
}

/**
 * Builds packages from `dist/`, the unpacked folder first, then the others from it, each for itself: one that can't be made
 * here takes no other with it. Rejects when the unpacked folder can't be made.
 */
export async function buildPackages({ targets, now, ...options }: BuildOptions): Promise<readonly Built[]> {
  mkdirSync(options.output, { recursive: true });
  const papers = join(options.output, 'papers');
  writePapers(papers, now);
  // Made anew for each: electron-builder changes what it is given.
  const config = () => packageConfig({ ...options, papers });
  const folder = await unpacked(options, config);
  const built: Built[] = targets.includes('dir') ? [{ target: 'dir', files: [folder], problem: null }] : [];
  for (const target of targets.filter((one) => one !== 'dir'))
    built.push(await packed(target, folder, options, config));
  return built;
}

async function unpacked(
  { platform, arch, output }: Omit<PackageOptions, 'papers'>,
  config: () => Configuration,
): Promise<string> {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  const folder = join(output, platform === 'darwin' ? `mac${suffix}` : `linux${suffix}-unpacked`);
  rmSync(folder, { recursive: true, force: true });
  await build({
    targets: platformOf(platform).createTarget('dir', Arch[arch]),
    config: config(),
    projectDir: projectRoot,
  });
  return folder;
}

async function packed(
  target: Target,
  folder: string,
  { platform, arch }: Omit<PackageOptions, 'papers'>,
  config: () => Configuration,
): Promise<Built> {
  try {
    process.env.CUSTOM_FPM_PATH = join(projectRoot, 'build/package/fpm.mjs');
    const targets = platformOf(platform).createTarget(target, Arch[arch]);
    const files = await build({ targets, config: config(), projectDir: projectRoot, prepackaged: folder });
    return { target, files: files.filter((file) => !file.endsWith('.blockmap')), problem: null };
  } catch (error) {
    return { target, files: [], problem: firstLine(error) };
  }
}

const platformOf = (platform: PackageOptions['platform']): Platform =>
  platform === 'darwin' ? Platform.MAC : Platform.LINUX;

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n')[0] ?? 'for an unknown reason';
