import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HookDraft } from '#shared/domain/hook.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { createScheduledHome, inTime, type ScheduledHome } from '../../helpers/scheduled-home.ts';

let home: ScheduledHome;
beforeEach(() => {
  home = createScheduledHome();
});
afterEach(async () => {
  fs.rmSync(held(), { force: true });
  await home.close();
});

/** As long as this file is there, the command before a backup waits. */
const held = () => path.join(home.folder, 'held');
const hooks = (): HookDraft[] => [
  {
    when: 'before',
    command: `while test -e '${held()}'; do sleep 0.05; done`,
    timeoutSeconds: 600,
    stopOnFailure: true,
  },
];

async function makePlan(services: Engine['services']): Promise<string> {
  fs.writeFileSync(held(), '');
  return home.makePlan(services, undefined, { schedules: [], hooks: hooks() });
}

const outcomes = async (services: Engine['services']) =>
  (await services.runs.list({ kind: 'backup', limit: 10 })).items.map(({ outcome }) => outcome);

/** Starts a backup and resolves once its command waits. */
async function startHeld(services: Engine['services'], plan: string): Promise<string> {
  const { runId } = await services.runs.backup({ plan, fullChecksum: false });
  await inTime(async () => {
    const { progress } = await services.runs.get({ run: runId });
    expect(progress?.phase).toBe('commands');
  });
  return runId;
}

test('a backup that closing the engine cut off is gone on with at the next start, once', async () => {
  const services = await home.open();
  await startHeld(services, await makePlan(services));
  await home.closeEngines();
  fs.rmSync(held());

  const next = await home.open();
  await inTime(async () => expect(await outcomes(next)).toEqual(['succeeded', 'cancelled']));
  await home.closeEngines();
  const later = await home.open();
  await later.schedules.resume(undefined);
  expect(await outcomes(later)).toEqual(['succeeded', 'cancelled']);
  expect(fs.existsSync(path.join(home.folder, 'home', 'continue.json'))).toBe(false);
});

test('a backup that somebody cancelled is not gone on with', async () => {
  const services = await home.open();
  const run = await startHeld(services, await makePlan(services));
  await services.runs.cancel({ run });
  await home.closeEngines();
  fs.rmSync(held());
  const next = await home.open();
  await next.schedules.resume(undefined);
  await inTime(async () => expect(await outcomes(next)).toEqual(['cancelled']));
});

test('a command starts nothing of what is to be gone on with, and a drive that is away is waited for', async () => {
  const services = await home.open();
  await startHeld(services, await makePlan(services));
  await home.closeEngines();
  fs.rmSync(held());
  const [drive, away] = [path.join(home.folder, 'drive'), path.join(home.folder, 'away')];
  fs.renameSync(drive, away);

  await home.open('command');
  await home.closeEngines();
  const next = await home.open();
  await next.schedules.resume(undefined);
  expect(await outcomes(next)).toEqual(['cancelled']);
  fs.renameSync(away, drive);
  await inTime(async () => {
    home.pass(0.1);
    await next.schedules.resume(undefined);
    expect(await outcomes(next)).toEqual(['succeeded', 'cancelled']);
  });
});
