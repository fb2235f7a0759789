import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDrive, type Drive } from '../../helpers/drive.ts';
import {
  createScheduledHome,
  inTime,
  look,
  occurrencesIn,
  type ScheduledHome,
  told,
  untilTold,
} from '../../helpers/scheduled-home.ts';
import { canMount } from '../../helpers/volumes.ts';

let home: ScheduledHome;
let drive: Drive;

describe.runIf(canMount)('what is due while the drive is not the one it was', () => {
  beforeEach(() => {
    home = createScheduledHome();
    drive = createDrive(path.join(home.folder, 'image'), path.join(home.folder, 'drive'));
  });
  afterEach(async () => {
    drive.close();
    await home.close();
  });

  const names = (): readonly string[] => fs.readdirSync(drive.place, { recursive: true, encoding: 'utf8' }).toSorted();

  test('waits, says for what, touches nothing that is there instead, and runs once the drive is back', async () => {
    const services = await home.open();
    await services.settings.set({ keepFreeBytes: 0 });
    const keep = { last: 1, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
    await home.makePlan(services, drive.place, { keep });
    home.pass(16);
    await untilTold(services, ['22T03:00 started succeeded']);

    // Pulled: its mount point is an empty folder.
    drive.pull();
    await isState('not-mounted');
    home.pass(24);
    await newestIs('23T03:00 waiting volume-away');
    expect(names()).toEqual([]);

    // Another drive, with a repository of its own that has the very same plan.
    const takeAway = drive.replace((place) => {
      const marker = { format: 1, id: crypto.randomUUID(), createdAt: '2026-11-01T00:00:00.000Z' };
      fs.writeFileSync(path.join(place, 'holdfast-repository.json'), JSON.stringify(marker));
      fs.mkdirSync(path.join(place, 'plans', 'papers', 'snapshots'), { recursive: true });
    });
    const before = names();
    await isState('wrong-volume');
    home.pass(24);
    await newestIs('24T03:00 waiting wrong-volume');
    expect(names()).toEqual(before);
    takeAway();

    // The very drive, but what lies on it says that it is another repository.
    await drive.released();
    drive.plug();
    const marker = path.join(drive.place, 'holdfast-repository.json');
    const text = fs.readFileSync(marker, 'utf8');
    fs.writeFileSync(marker, text.replace(/"id": "[^"]+"/, `"id": "${crypto.randomUUID()}"`));
    const withSnapshot = names();
    await isState('wrong-volume');
    await newestIs('24T03:00 waiting wrong-volume');
    expect(names()).toEqual(withSnapshot);

    fs.writeFileSync(marker, text);
    fs.appendFileSync(path.join(home.folder, 'papers', 'letter'), 'more');
    await isState('ready');
    await newestIs('24T03:00 started succeeded', 0.1);
    // What the policy no longer keeps has gone only now.
    await inTime(async () => expect(await services.snapshots.list({})).toHaveLength(1));

    async function newestIs(expected: string, hoursMore = 0): Promise<void> {
      await inTime(async () => {
        home.pass(hoursMore);
        await look(services);
        expect(told(await occurrencesIn(services))[0]).toBe(expected);
      });
    }

    async function isState(state: string): Promise<void> {
      await inTime(async () => expect((await services.repositories.list(undefined))[0]?.state).toBe(state));
    }
  });
});
