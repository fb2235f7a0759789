import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandMeant, handOn } from '../../../electron/main/hand-on-verb.ts';

const image = { env: { APPIMAGE: '/home/ann/Holdfast.AppImage' }, resources: '/tmp/.mount/resources' };
const program = '/tmp/.mount/resources/bin/holdfast';

test('an AppImage with a verb is the command line, with all its words', () => {
  expect(commandMeant({ ...image, args: ['serve', '--no-address'] })).toEqual([program, 'serve', '--no-address']);
  expect(commandMeant({ ...image, args: ['--home', '/srv/h', 'backup'] })).toEqual([
    program,
    '--home',
    '/srv/h',
    'backup',
  ]);
});

test('without one it is the window, as everything else always is', () => {
  for (const args of [[], ['--hidden'], ['holdfast://app/plans'], ['--ozone-platform=wayland']]) {
    expect(commandMeant({ ...image, args })).toBeUndefined();
  }
  expect(commandMeant({ ...image, env: {}, args: ['serve'] })).toBeUndefined();
});

test('what it is handed to gives the exit code', async () => {
  const script = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'hand-on-')), 'holdfast');
  fs.writeFileSync(script, '#!/bin/sh\n[ "$1 $2" = "a b" ] && exit 3\nkill -TERM $$\n', { mode: 0o755 });
  expect(await handOn([script, 'a', 'b'])).toBe(3);
  expect(await handOn([script])).toBe(128);
  await expect(handOn([`${script}-gone`])).rejects.toThrow('ENOENT');
});
