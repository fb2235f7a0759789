import fs from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { createDesktopDouble, type DesktopDouble } from '../../helpers/desktop-double.ts';
import { createRestores } from '../../helpers/restore-home.ts';

let home: BackupHome;
let desktop: DesktopDouble;

beforeEach(async () => {
  desktop = createDesktopDouble();
  home = await openBackupHome({ desktop });
  await home.addPlan();
  fs.mkdirSync(`${home.source}/letters`);
  fs.writeFileSync(`${home.source}/letters/bank.txt`, 'Dear bank\n');
  await home.backUp();
});
afterEach(() => home.close());

it('what was restored to another folder is shown there, what came back in place beside its neighbours', async () => {
  const restores = createRestores(home);
  const elsewhere = await restores.restore({ paths: [`${home.source}/letters`], to: home.at('elsewhere') });
  await home.engine.services.restores.openFolder({ restore: elsewhere.id });
  fs.rmSync(`${home.source}/letters/bank.txt`);
  const inPlace = await restores.restore({ paths: [`${home.source}/letters/bank.txt`] });
  await home.engine.services.restores.openFolder({ restore: inPlace.id });
  expect(desktop.opened).toEqual([home.at('elsewhere'), `${home.source}/letters`]);
});

it('a folder that is gone since is shown by the nearest one above; a run of another kind has none', async () => {
  const restores = createRestores(home);
  fs.rmSync(`${home.source}/letters`, { recursive: true });
  const { id } = await restores.restore({ paths: [`${home.source}/letters/bank.txt`] });
  fs.rmSync(`${home.source}/letters`, { recursive: true });
  await home.engine.services.restores.openFolder({ restore: id });
  expect(desktop.opened).toEqual([home.source]);
  const backup = await home.backUp();
  await expect(home.engine.services.restores.openFolder({ restore: backup.id })).rejects.toThrow('There is no run');
});
