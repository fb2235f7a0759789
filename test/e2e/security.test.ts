import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { looks } from '../helpers/open-page.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { openSession, type SecretService } from '../helpers/secret-service.ts';
import { expectClean, expectSound, go } from '../helpers/sound-page.ts';
import { windowTests } from '../helpers/window-tests.ts';

const open = windowTests();
let session: SecretService;
beforeAll(async () => {
  session = await openSession();
  await session.start('unlocked');
  process.env.DBUS_SESSION_BUS_ADDRESS = session.env.DBUS_SESSION_BUS_ADDRESS;
  delete process.env.HOLDFAST_KEYRING;
});
afterAll(() => session.close());

test('Settings say where the key to the passwords lies, move it, and say what to do while the keyring is closed', async () => {
  const { page, host, complaints } = await open();
  await go(page, '/settings');
  const section = page.getByRole('region', { name: 'Security' });
  await section.getByText('No passwords are kept yet.').waitFor();
  const secret = join(host.folder, 'secret');
  writeFileSync(secret, 'pass word\n');
  const people = ['--from', 'a@example.org', '--to', 'b@example.org', '--user', 'holdfast', '--secret-file', secret];
  const add = ['notifications', 'add', 'email', 'Admins', '--host', 'localhost', ...people];
  await runHoldfast(join(host.folder, 'home'), ...add);
  await section.getByText('The key lies in a file that only you can read.').waitFor();
  await section.getByText('1 password is kept.').waitFor();
  await section.getByRole('button', { name: 'Move to the keyring' }).click();
  await section.getByText('The key lies in the system’s keyring.').waitFor();
  for (const { width = 1280, height = 800, colorScheme = 'light' } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await expectSound(page, /.*/);
  }
  await session.lock();
  await go(page, '/');
  await go(page, '/settings');
  await section.getByText(/The passwords can’t be read now.*it is locked/).waitFor();
  await expectClean(page);
  await session.start('unlocked');
  await section.getByRole('button', { name: 'Check again' }).click();
  await section.getByText('The key lies in the system’s keyring.').waitFor();
  await section.getByRole('button', { name: 'Move to a file' }).click();
  await section.getByText('The key lies in a file that only you can read.').waitFor();
  expect(complaints).toEqual([]);
});
