import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../../../build/vite/paths.ts';

/** A PATH of its own with tiny programs in it; `apt-get` writes down what it was asked for. */
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-system-'));
  chmodSync(folder, 0o777);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

const rsync = (version: string) => `echo "rsync  version ${version}  protocol version 31"`;
const aptLog = () => readFileSync(join(folder, 'apt.log'), 'utf8').trim().split('\n');

/** Setting up in a child with only those programs, and without root's rights. */
function ensure() {
  const script = `import(${JSON.stringify(join(projectRoot, 'build/setup/system.mjs'))}).then((m) => m.ensureForRunning())`;
  const uid = { uid: unprivileged, gid: unprivileged };
  const env = { PATH: folder };
  const { status, stderr } = spawnSync(process.execPath, ['--eval', script], { env, encoding: 'utf8', ...uid });
  return { status, stderr };
}

const unprivileged = process.getuid?.() === 0 ? 65_534 : process.getuid?.();

test('with rsync 3.1 or newer there is nothing to do', () => {
  program('rsync', rsync('3.1.0'));
  expect(ensure()).toEqual({ status: 0, stderr: '' });
});

test('without the rights to install, the exact command is printed, exit 15', () => {
  program('apt-get', 'exit 100');
  const { status, stderr } = ensure();
  expect(status).toBe(15);
  expect(stderr).toContain('rsync is not installed.');
  expect(stderr).toContain('sudo apt-get update && sudo apt-get install -y --no-install-recommends rsync');
});

test('an rsync older than 3.1, or Apple’s, counts as too old', () => {
  for (const words of [rsync('3.0.9'), 'echo "openrsync: protocol version 29"']) {
    program('rsync', words);
    const { status, stderr } = ensure();
    expect(status).toBe(15);
    expect(stderr).toContain('rsync is older than 3.1');
  }
});

test('with sudo that asks for no password it is installed', () => {
  program('apt-get', `echo "$@ $DEBIAN_FRONTEND" >> ${folder}/apt.log; cp ${folder}/rsync.new ${folder}/rsync`);
  program('rsync.new', rsync('3.2.7'));
  program('sudo', 'shift; [ "$1" = true ] && exit 0; shift; export "$1"; shift; exec "$@"');
  program('cp', 'exec /bin/cp "$@"');
  const { status, stderr } = ensure();
  expect(stderr).toContain('Running: sudo -n env DEBIAN_FRONTEND=noninteractive apt-get');
  expect(status).toBe(0);
  expect(aptLog().at(-1)).toBe('install -y --no-install-recommends rsync noninteractive');
});

test('when the package is not found the lists are fetched and it is tried once more', () => {
  program('cp', 'exec /bin/cp "$@"');
  program('rsync.new', rsync('3.2.7'));
  program(
    'apt-get',
    `echo "$1" >> ${folder}/apt.log; [ "$1" = update ] && : > ${folder}/updated && exit 0; [ -e ${folder}/updated ] || exit 100; cp ${folder}/rsync.new ${folder}/rsync`,
  );
  program('sudo', 'shift; [ "$1" = true ] && exit 0; shift; shift; exec "$@"');
  expect(ensure().status).toBe(0);
  expect(aptLog().slice(-2)).toEqual(['update', 'install']);
});
