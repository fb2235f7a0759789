import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShopServer } from '../shop-server.ts';
import { documentSteps } from './change-documents.ts';
import { drive, user } from './made-up-person.ts';
import { holdfast } from './run-holdfast.ts';

export async function backUpSomeTimes(): Promise<void> {
  const to = ['--repository', drive];
  const from = (...names: string[]) => names.flatMap((name) => ['--folder', join(user, name)]);
  await holdfast('init', drive);
  await holdfast('plan', 'add', 'Documents', ...to, ...from('Documents', 'Pictures'));
  await holdfast(
    'plan',
    'add',
    'Projects',
    ...to,
    ...from('Projects'),
    '--exclude',
    'node_modules/',
    '--exclude',
    '*.map',
    '--schedule',
    'daily@18:30',
    '--schedule',
    'weekly@sun@09:00,battery=30,keep=last=10',
    '--on-connect',
    '12',
    '--hook',
    'success=echo "$HOLDFAST_PLAN lies in $HOLDFAST_SNAPSHOT_FOLDER"',
  );
  const mail = ['--host', 'mail.example.org', '--from', 'ada@example.org', '--to', 'ada@example.org'];
  await holdfast('notifications', 'add', 'email', 'Mail', ...mail, '--user', 'ada', '--off');
  await holdfast('backup', 'Documents', 'Projects');
  for (const step of documentSteps) {
    step();
    await holdfast('backup', 'Documents');
  }
  writeFileSync(join(user, 'Projects/kelp-shop/src/basket.ts'), 'export const basket = [];\n');
  await holdfast('backup', 'Projects');
}

/** When the shop was backed up, in hours before now. */
export const shopHours = [1340, 1170, 1002, 834, 666, 498, 330, 162, 2];

export async function backUpShop(shop: ShopServer): Promise<void> {
  const folder = join(user, 'Shop');
  mkdirSync(folder);
  writeFileSync(join(folder, 'terms.txt'), 'Goods are paid for when they arrive.\n');
  await holdfast('plan', 'add', 'Shop', '--repository', drive, '--folder', folder, '--database', shop.uri);
  for (const _ of shopHours) {
    await shop.grow();
    await holdfast('backup', 'Shop');
  }
}
