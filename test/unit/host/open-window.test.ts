import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openWindow } from '../../../electron/host/open-window.ts';
import { eventually } from '../../helpers/eventually.ts';

const url = 'http://127.0.0.1:4410/#token=very-secret';

function makeHome(script: string) {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-window-'));
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'chromium'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'chromium'), 0o755);
  return { home, environment: { PATH: `${bin}:/usr/bin:/bin`, DISPLAY: ':9' }, platform: 'linux' as const };
}

it('hands the address over in a file of 0600, the token never on the command line', async () => {
  const { home, ...place } = makeHome(
    'echo "$@" > "$(dirname "$0")/arguments.part"; mv "$(dirname "$0")/arguments.part" "$(dirname "$0")/arguments"',
  );
  expect(await openWindow({ url, home, ...place, isRoot: false })).toEqual({ opened: true });
  const file = join(home, 'bin', 'arguments');
  await eventually(() => existsSync(file));
  const command = readFileSync(file, 'utf8');
  expect(command).not.toContain('very-secret');
  const redirect = fileURLToPath(/--app=(\S+)/.exec(command)?.[1] ?? '');
  expect(statSync(redirect).mode & 0o777).toBe(0o600);
  expect(readFileSync(redirect, 'utf8')).toContain(JSON.stringify(url));
});

it('says why it opens none', async () => {
  const { home, environment, platform } = makeHome('exit 0');
  const reasonOf = async (options: Partial<Parameters<typeof openWindow>[0]>) => {
    const answer = await openWindow({ url, home, environment, platform, isRoot: false, ...options });
    return answer.opened ? 'opened' : answer.reason;
  };
  expect(await reasonOf({ environment: { PATH: environment.PATH } })).toContain('no display');
  expect(await reasonOf({ environment: { DISPLAY: ':9', PATH: '' } })).toContain('no Chromium');
  expect(await reasonOf({ isRoot: true })).toContain('root');
  expect(readdirSync(home)).toEqual(['bin']);
});

it('says so when the browser ends with an error', async () => {
  const { home, ...place } = makeHome('exit 7');
  const answer = await openWindow({ url, home, ...place, isRoot: false });
  expect(answer).toMatchObject({ opened: false, reason: expect.stringContaining('exit 7') });
});
