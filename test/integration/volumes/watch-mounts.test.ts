import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { watchMounts } from '../../../electron/engine/volumes/watch-mounts.ts';
import { eventually } from '../../helpers/eventually.ts';
import { canMount, mountTmpfs, remountReadOnly, unmount } from '../../helpers/volumes.ts';

describe.runIf(canMount)('what is mounted', () => {
  test('is told when it changes, and not otherwise', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-mounts-'));
    const place = path.join(folder, 'drive');
    let told = 0;
    const watch = watchMounts(() => {
      told += 1;
    });
    const steps = [() => mountTmpfs(place), () => remountReadOnly(place), () => unmount(place)];
    for (const [done, step] of steps.entries()) {
      step();
      await eventually(() => told > done);
    }
    watch.stop();
    const last = told;
    mountTmpfs(place);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    unmount(place);
    expect(told).toBe(last);
    fs.rmSync(folder, { recursive: true });
  });
});
