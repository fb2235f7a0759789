import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
