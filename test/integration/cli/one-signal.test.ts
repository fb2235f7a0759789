import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../build/vite/paths.ts';

/** A library once sent each signal to the process a second time, and the host was ended in the middle of closing. */
test.each(['SIGINT', 'SIGTERM'] as const)('one %s closes the host in order and frees the home', async (signal) => {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-signal-'));
  const command = join(projectRoot, 'electron/cli/holdfast.ts');
  const child = spawn(process.execPath, [command, '--home', home, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(readdirSync(home)).not.toContain('endpoint.json');
  } finally {
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
});

test('one signal ends the host even while a drive hangs one of its threads', async () => {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-signal-'));
  const command = join(projectRoot, 'electron/cli/holdfast.ts');
  const child = spawn(process.execPath, [command, '--home', home, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    const { port, token } = JSON.parse(readFileSync(join(home, 'endpoint.json'), 'utf8'));
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const repositories = `http://127.0.0.1:${port}/api/v1/repositories`;
    const path = join(home, 'repository');
    await fetch(repositories, { method: 'POST', headers, body: JSON.stringify({ path }) });
    // Opening a fifo that nobody writes to hangs as a share without its server does.
    rmSync(join(path, 'holdfast-repository.json'));
    execFileSync('mkfifo', [join(path, 'holdfast-repository.json')]);
    const look = async () => (await (await fetch(repositories, { headers })).json())[0].problem;
    await expect.poll(look, { timeout: 10_000 }).toContain('does not answer');
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(readdirSync(home)).not.toContain('endpoint.json');
  } finally {
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
});
