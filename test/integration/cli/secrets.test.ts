import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SecretsStatus } from '#shared/domain/secrets.ts';
import { openSession, type SecretService } from '../../helpers/secret-service.ts';
import { createWorldWithPlan } from './world.ts';

let session: SecretService;
beforeAll(async () => {
  session = await openSession();
  await session.start('unlocked');
});
afterAll(() => session.close());

test('where the key lies is told and changed; closed, lost and forgotten it says what to do', async () => {
  const world = await createWorldWithPlan();
  const { HOME: _, XDG_CONFIG_HOME: __, ...environment } = session.env;
  Object.assign(process.env, environment);
  delete process.env.HOLDFAST_KEYRING;
  try {
    const secret = path.join(world.folder, 'secret');
    fs.writeFileSync(secret, 'pass word\n');
    const people = ['--from', 'a@example.org', '--to', 'b@example.org', '--user', 'holdfast', '--secret-file', secret];
    await world.json(['notifications', 'add', 'email', 'Admins', '--host', 'localhost', ...people]);
    const moved = await world.run('secrets', 'move', 'keyring');
    expect(moved).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('lies in the system’s keyring: it can be read while you are logged in'),
    });
    await session.lock();
    expect(await world.run('secrets', 'status')).toMatchObject({
      exit: 12,
      stdout: expect.stringContaining('it is locked'),
    });
    const refused = await world.run('secrets', 'move', 'file');
    expect(refused).toMatchObject({ exit: 12, stderr: expect.stringContaining('holdfast secrets move file') });
    const examined = await world.run('doctor', '--json');
    expect(JSON.parse(examined.stdout).checks).toContainEqual(
      expect.objectContaining({ name: 'passwords', ok: false }),
    );

    await session.start('unlocked');
    expect(await world.run('secrets', 'move', 'attic')).toMatchObject({ exit: 2 });
    expect(await world.run('secrets', 'move', 'file')).toMatchObject({ exit: 0 });
    expect(await world.run('secrets', 'forget')).toMatchObject({
      exit: 14,
      stderr: expect.stringContaining('forget all passwords'),
    });
    const forgotten = await world.json<SecretsStatus>(['secrets', 'forget', '--confirm', 'forget all passwords']);
    expect(forgotten).toMatchObject({ place: null, kept: 0, readable: true });
    const trail = await world.run('audit');
    expect(trail.stdout).toMatch(/secrets/);
    expect(trail.stdout).not.toContain('pass word');
  } finally {
    for (const name of Object.keys(environment)) delete process.env[name];
    process.env.HOLDFAST_KEYRING = 'off';
  }
});
