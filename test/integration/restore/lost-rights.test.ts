import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { openBackupHome } from '../../helpers/backup-home.ts';
import { createRestores, shell } from '../../helpers/restore-home.ts';

const script = fileURLToPath(new URL('../../fixtures/restore-in-place.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

/** Everything restored by another user, who may not do all of it; `between` is called once something is being written. */
async function restoreAsNobody(home: string, onWriting: () => void): Promise<RunDetail> {
  const child = spawn(process.execPath, [script, home], {
    uid: nobody,
    gid: nobody,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOME: home },
  });
  const ended = once(child, 'exit');
  let [last, hit] = ['', false];
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    if (hit || !line.includes(' restoring ')) continue;
    hit = true;
    onWriting();
  }
  await ended;
  expect(hit).toBe(true);
  return JSON.parse(last);
}

it.runIf(isRoot)(
  'rights that are lost meanwhile are named path by path, the rest is done, and finished later',
  async () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-rights-')));
    const home = await openBackupHome({ folder });
    await home.addPlan();
    shell(home.source, 'mkdir a b; for n in $(seq 50); do echo old > a/$n; echo old > b/$n; done');
    await home.backUp();
    shell(home.source, 'for n in $(seq 50); do echo new > a/$n; echo new > b/$n; done');
    await home.engine.close();
    execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder]);
    const run = await restoreAsNobody(home.home, () => fs.chownSync(`${home.source}/b`, 0, 0));
    expect(run).toMatchObject({
      outcome: 'failed',
      error: { code: 'restore-incomplete', details: { run: run.id.slice(0, 8) } },
    });
    expect(
      run.warnings
        .filter(({ code }) => code === 'not-restored')
        .every(({ path: one }) => one.startsWith(`${home.source}/b`)),
    ).toBe(true);
    expect(fs.readFileSync(`${home.source}/a/7`, 'utf8')).toBe('old\n');
    expect(fs.readFileSync(`${home.source}/b/7`, 'utf8')).toBe('new\n');
    const again = await openBackupHome({ folder, again: true });
    const restores = createRestores(again);
    expect(await restores.status(run.id)).toMatchObject({
      state: 'partial',
      finish: { possible: true },
      undo: { possible: true },
    });
    expect((await restores.finish(run.id)).outcome).toBe('succeeded');
    expect(fs.readFileSync(`${home.source}/b/7`, 'utf8')).toBe('old\n');
    expect((await restores.undo(run.id)).outcome).toBe('succeeded');
    expect([7, 8].map((n) => fs.readFileSync(`${home.source}/b/${n}`, 'utf8'))).toEqual(['new\n', 'new\n']);
    await again.close();
    fs.rmSync(folder, { recursive: true });
  },
);
