import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { offer } from './fill-home.ts';
import { user } from './made-up-person.ts';

export const change = (path: string, text: string) => writeFileSync(join(user, 'Documents', path), text);

/** What happens to the documents between one backup and the next. */
export const documentSteps: readonly (() => void)[] = [
  () => change('notes.md', '# Notes\n\n- call the printer\n'),
  () => change('Letters/offer to Kelp & Sons.txt', offer('1,350')),
  () => change('Invoices/2026-10.csv', 'number,customer,sum\n'.repeat(400)),
  () => change('notes.md', '# Notes\n\n- call the printer\n- buy stamps\n'),
  () => rmSync(join(user, 'Documents/Letters/to the bank.txt')),
  () => change('Letters/to the insurance.txt', 'Dear Sir or Madam,\n\nthe claim is attached.\n'),
  () => change('Letters/offer to Kelp & Sons.txt', offer('1,500')),
  () => change('Invoices/2026-11.csv', 'number,customer,sum\n'.repeat(90)),
  () => change('notes.md', '# Notes\n\n- buy stamps\n'),
  () => {
    change('Invoices/2026-11.csv', 'number,customer,sum\n'.repeat(120));
    change('Letters/offer to Kelp & Sons.txt', offer('1,450'));
  },
];

/** Enough that its copying can be watched. */
export function fillWithVideos(): void {
  const folder = join(user, 'Projects/kelp-shop/videos');
  mkdirSync(folder);
  for (let index = 0; index < 60; index += 1) writeFileSync(join(folder, `${index}.mp4`), randomBytes(8_000_000));
}
