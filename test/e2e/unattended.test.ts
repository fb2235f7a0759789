import { appendFile, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAuthority } from '../helpers/certificates.ts';
import { makeDailyBackups } from '../helpers/daily-backups.ts';
import { createDrive, type Drive } from '../helpers/drive.ts';
import { type MailServer, partOf, startMailServer } from '../helpers/mail-server.ts';
import { openPlan } from '../helpers/open-plan.ts';
import { runHoldfast } from '../helpers/run-holdfast.ts';
import { canMount } from '../helpers/volumes.ts';
import { windowTests } from '../helpers/window-tests.ts';

const login = { user: 'backup', password: 'open sesame' };
/** The grain of schedules is a minute, and a backup is overdue after 75 seconds. */
const inTime = { timeout: 150_000, interval: 500 };

const openWindow = windowTests();
let folder: string;
let drive: Drive;
let server: MailServer;
/** The snapshots there were before the host started, oldest first. */
let old: readonly string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-unattended-'));
});
afterEach(async () => {
  drive.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe.runIf(canMount)('a machine that is left alone', () => {
  test('backs up each minute, mails what goes wrong and that it is well again, and lets go of what its calendar showed', {
    timeout: 420_000,
  }, async () => {
    const { host, page } = await openWindow({ prepare });
    await openPlan(page, 'Papers');
    await page.getByText('Of the 4 snapshots there are now, 2 would go.').waitFor();
    await expect.poll(told, inTime).toContain('A backup of “Papers” is overdue');
    expect(await readdir(drive.place)).toEqual([]);

    const [documents, away] = ['Documents', 'Away'].map((name) => join(host.user, name)) as [string, string];
    await rename(documents, away);
    drive.plug();
    await expect.poll(told, inTime).toContain('The backup of “Papers” failed');
    await rename(away, documents);
    await appendFile(join(documents, 'diary'), 'today\n');
    await expect.poll(told, inTime).toContain('The backup of “Papers” succeeded again');
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Everything is backed up.' }).waitFor();

    // One mail while something lasts, and one when it is over.
    expect(server.mails).toHaveLength(3);
    expect(server.mails.every(({ secure, user }) => secure && user === login.user)).toBe(true);
    // Of the old ones those that the calendar had shown have gone; what was made since stays.
    await expect
      .poll(async () => (await snapshotsThere()).filter((name) => old.includes(name)), inTime)
      .toEqual(old.slice(2));
  });
});

const told = (): string => server.mails.map((mail) => partOf(mail, 'text/plain')).join('\n');

const snapshotsThere = async (): Promise<string[]> =>
  (await readdir(join(drive.place, 'plans', 'papers', 'snapshots'))).toSorted();

/** Four snapshots of four days, of which two are to go; a schedule; mail; and the drive pulled before the host starts. */
async function prepare(user: string): Promise<void> {
  drive = createDrive(join(folder, 'image'), join(folder, 'drive'), 600);
  const authority = createAuthority(folder, 'own');
  server = await startMailServer({ certificate: authority.sign('localhost'), login });
  const options = ['--keep', 'last=4', '--time-zone', zoneAtNoon()];
  const home = await makeDailyBackups({ user, repository: drive.place, days: 4, options });
  await writeFile(join(folder, 'secret'), `${login.password}\n`);
  const mail = ['--host', 'localhost', '--port', String(server.port), '--user', login.user];
  const people = ['--from', 'backup@example.org', '--to', 'ann@example.org'];
  const trust = ['--ca-file', authority.file, '--secret-file', join(folder, 'secret')];
  await runHoldfast(home, 'notifications', 'add', 'email', 'Admins', ...mail, ...people, ...trust);
  await runHoldfast(home, 'plan', 'edit', 'Papers', '--keep', 'daily=2', '--schedule', '* * * * *');
  old = await snapshotsThere();
  drive.pull();
  await drive.released();
}

/** Where it is noon now, so that no day ends while the test goes on. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
