import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, buildPackages } from '../../../build/package/build-packages.ts';
import { browserRuntime } from '../../../build/package/find-runtime.ts';
import { identity } from '../../../build/package/identity.ts';
import { findProgram } from '../../../build/setup/find-program.mjs';
import { projectRoot } from '../../../build/vite/paths.ts';

/**
 * The packages of this machine, built without a network. A small script stands in for Electron's program, so that all but
 * the window itself is real; what is installed is run.
 */
let folder: string;
let app: string;
let built: readonly Built[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-package-'));
  process.env.ELECTRON_BUILDER_7ZIP_PATH = findProgram('7za') ?? findProgram('7z');
  built = await buildPackages({
    ...{ platform: 'linux', arch: process.arch === 'arm64' ? 'arm64' : 'x64' },
    runtime: browserRuntime(folder),
    output: join(folder, 'out'),
    compression: 'quick',
    targets: ['dir', 'tar.gz', 'deb', 'rpm'],
    now: new Date('2026-11-21T12:00:00Z'),
  });
  app = built.find(({ target }) => target === 'dir')?.files[0] ?? '';
}, 500_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (target: string) => built.find((one) => one.target === target)?.files[0] ?? `no ${target}`;
const say = (program: string, ...args: readonly string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const filesBelow = (top: string): readonly string[] =>
  readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((name) => !lstatSync(join(top, name)).isDirectory());
const megabytes = (path: string): number =>
  lstatSync(path).isDirectory()
    ? filesBelow(path).reduce((sum, name) => sum + lstatSync(join(path, name)).size, 0) / 1e6
    : lstatSync(path).size / 1e6;

interface ArchiveEntry {
  readonly files?: Readonly<Record<string, ArchiveEntry>>;
}

/** Paths within an asar archive, from its header: JSON after four numbers, the last of which is its length. */
function namesInArchive(archive: string): readonly string[] {
  const bytes = readFileSync(archive);
  const header: ArchiveEntry = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)));
  const namesOf = (entry: ArchiveEntry, path: string): readonly string[] =>
    Object.entries(entry.files ?? {}).flatMap(([name, below]) => [
      `${path}/${name}`,
      ...namesOf(below, `${path}/${name}`),
    ]);
  return namesOf(header, '');
}

test('a package that this system can’t make is refused before anything is done', () => {
  const command = join(projectRoot, 'build/package/package.ts');
  const { status, stderr } = spawnSync(process.execPath, [command, 'msi'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('deb, rpm, AppImage, tar.gz, dir; not msi.');
});

test('all of them were built', () => {
  expect(built.map(({ target, problem }) => ({ target, problem }))).toEqual([
    { target: 'dir', problem: null },
    { target: 'tar.gz', problem: null },
    { target: 'deb', problem: null },
    { target: 'rpm', problem: null },
  ]);
});

test('the archive holds what was built and nothing else: no tests, no sources, no packages that are bundled', () => {
  const names = namesInArchive(join(app, 'resources/app.asar'));
  const tops = new Set(names.map((name) => name.split('/').slice(1, 3).join('/')));
  const allowed = [
    ...['package.json', 'dist', 'dist/node', 'dist/preload', 'dist/renderer', 'node_modules'],
    ...['node_modules/better-sqlite3', 'node_modules/@napi-rs'],
  ];
  expect([...tops].filter((name) => !allowed.includes(name))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['/dist/node/main.js', '/dist/preload/preload.cjs']));
  expect(names.filter((name) => /\.(?:tsx?|map|c|cpp|h|gyp)$|\.test\./.test(name))).toEqual([]);
});

test('native code lies unpacked, and only that of this platform', () => {
  const unpacked = filesBelow(join(app, 'resources/app.asar.unpacked'));
  const native = unpacked.filter((name) => name.endsWith('.node') && name.includes('better-sqlite3'));
  expect(native).toEqual([`node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`]);
  expect(unpacked.filter((name) => name.endsWith('.worker.js')).length).toBeGreaterThan(5);
  expect(filesBelow(app).filter((name) => /\.(?:dll|dylib|exe)$/.test(name))).toEqual([]);
});

test('it is no larger than it has to be', () => {
  // Node alone takes 126 MB of it, and Electron, which is not in here, some 250 more.
  expect(megabytes(join(app, 'resources/node'))).toBeLessThan(140);
  expect(megabytes(app) - megabytes(join(app, 'resources/node'))).toBeLessThan(15);
});

test('the package brings its command, manual, completions and desktop file to where the system looks for them', () => {
  const deb = fileOf('deb');
  const files = say('dpkg-deb', '--contents', deb);
  for (const name of [
    'usr/bin/holdfast -> /opt/Holdfast/resources/bin/holdfast',
    'usr/share/applications/holdfast.desktop',
    'usr/share/man/man1/holdfast.1.gz',
    'usr/share/bash-completion/completions/holdfast',
    'usr/share/zsh/vendor-completions/_holdfast',
    'usr/share/fish/vendor_completions.d/holdfast.fish',
    `usr/share/metainfo/${identity.id}.metainfo.xml`,
    'usr/share/doc/holdfast/copyright',
  ]) {
    expect(files).toContain(`./${name}\n`);
  }
  expect(files).toMatch(/usr\/share\/icons\/hicolor\/\S+\/apps\/holdfast\.(?:png|svg)/);
  const fields = say('dpkg-deb', '--field', deb);
  expect(fields).toMatch(/^Package: holdfast$/m);
  expect(fields).toMatch(/^Depends: rsync, libc6/m);
  expect(fields).toMatch(/^Recommends: postgresql-client, restic, pgbackrest/m);
  expect(fields).toMatch(new RegExp(`^Version: ${identity.version}$`, 'm'));
});

test('.rpm holds the same files, and says what it needs', () => {
  const ask = (...what: readonly string[]) =>
    say('rpm', '--query', '--package', ...what, fileOf('rpm'))
      .trim()
      .split('\n');
  expect(ask('--list')).toEqual(
    expect.arrayContaining([
      ...['/opt/Holdfast/resources/node/node', '/opt/Holdfast/resources/app.asar', '/usr/bin/holdfast'],
      ...['/usr/share/man/man1/holdfast.1.gz', '/usr/share/zsh/site-functions/_holdfast'],
    ]),
  );
  expect(ask('--requires')).toContain('rsync');
  expect(ask('--recommends')).toEqual(expect.arrayContaining(['postgresql', 'restic', 'pgbackrest']));
});

test('tar.gz holds the same program', () => {
  const names = say('tar', '--list', '--file', fileOf('tar.gz'));
  for (const name of [
    'holdfast',
    'resources/bin/holdfast',
    'resources/app.asar',
    'resources/share/man/man1/holdfast.1.gz',
  ]) {
    expect(names).toMatch(new RegExp(`^[^/]+/${name}$`, 'm'));
  }
});

test('installed in a root of its own it works, and removed it leaves nothing', async () => {
  const root = join(folder, 'root');
  mkdirSync(join(root, 'var/lib/dpkg'), { recursive: true });
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  const dpkg = (...args: readonly string[]) =>
    say('dpkg', `--root=${root}`, '--force-script-chrootless', '--force-depends', '--log=/dev/null', ...args);
  dpkg('--install', fileOf('deb'));
  judgeDesktop(root);
  backUpAndRestore(root);
  await serve(root);
  dpkg('--purge', 'holdfast');
  const left = filesBelow(root).filter((name) => !name.startsWith('var/lib/dpkg/'));
  expect(left).toEqual([]);
  expect(existsSync(join(root, 'opt/Holdfast'))).toBe(false);
}, 300_000);

/** What the desktop reads, by its own judges. */
function judgeDesktop(root: string): void {
  const desktop = join(root, 'usr/share/applications/holdfast.desktop');
  expect(spawnSync('desktop-file-validate', ['--warn-kde', desktop], { encoding: 'utf8' })).toMatchObject({
    ...{ status: 0, stdout: '', stderr: '' },
  });
  const text = readFileSync(desktop, 'utf8');
  for (const line of [
    'Exec=/opt/Holdfast/holdfast %U',
    'StartupWMClass=holdfast',
    'MimeType=x-scheme-handler/holdfast;',
    'Categories=Utility;Archiving;',
    'GenericName[de]=Datensicherung',
    'Actions=backup;',
    'Exec=/opt/Holdfast/resources/bin/holdfast backup',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  const metainfo = join(root, `usr/share/metainfo/${identity.id}.metainfo.xml`);
  const judged = spawnSync('appstreamcli', ['validate', '--no-net', metainfo], { encoding: 'utf8' });
  expect(judged.stdout + judged.stderr).not.toMatch(/^[EW]:/m);
  expect(judged.status).toBe(0);
}

/** The installed command, under the Node that it brings. */
function holdfast(root: string, ...args: readonly string[]): string {
  // The link leads to where it lies once it is installed for good.
  const command = join(root, 'opt/Holdfast/resources/bin/holdfast');
  return execFileSync(command, args, {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', HOME: folder, HOLDFAST_HOME: join(folder, 'home') },
  });
}

function backUpAndRestore(root: string): void {
  const [source, repository, back] = ['source', 'repository', 'back'].map((name) => join(folder, name)) as [
    ...[string, string, string],
  ];
  mkdirSync(source);
  writeFileSync(join(source, 'letter.txt'), 'Dear Ann\n');
  expect(holdfast(root, '--version')).toBe(`${identity.version}\n`);
  holdfast(root, 'init', repository);
  holdfast(root, 'plan', 'add', 'Papers', '--repository', repository, '--folder', source);
  holdfast(root, 'backup', 'Papers');
  holdfast(root, 'restore', 'latest', '--to', back);
  const restored = filesBelow(back).find((name) => name.endsWith('letter.txt')) ?? 'nothing';
  expect(readFileSync(join(back, restored), 'utf8')).toBe('Dear Ann\n');
}

/** The pages and the interface of the installed program. */
async function serve(root: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn(join(root, 'opt/Holdfast/resources/bin/holdfast'), ['serve'], {
    env: { PATH: '/usr/bin:/bin', HOME: folder, HOLDFAST_HOME: join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      child.once('exit', () => reject(new Error('it ended')));
    });
    const { origin, hash } = new URL(url);
    expect(await (await fetch(origin)).text()).toContain('<title>Holdfast</title>');
    const authorization = `Bearer ${hash.replace('#token=', '')}`;
    const answer = await fetch(`${origin}/api/v1/plans`, { headers: { authorization } });
    expect(await answer.json()).toMatchObject([{ plan: { name: 'Papers' } }]);
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}
