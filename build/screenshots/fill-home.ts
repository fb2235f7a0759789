import { cpSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../vite/paths.ts';
import { user } from './made-up-person.ts';

/** What a person has before the first backup. */
export function fillHome(): void {
  const write = (path: string, text: string, daysAgo: number) => {
    const file = join(user, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    const time = new Date(Date.now() - daysAgo * 24 * 60 * 60_000);
    utimesSync(file, time, time);
  };
  write('Documents/Letters/offer to Kelp & Sons.txt', offer('1,200'), 12);
  write('Documents/Letters/to the bank.txt', 'Dear Sir or Madam,\n\nplease close the second account.\n', 40);
  write('Documents/Letters/to the landlord.txt', 'Dear Mrs Frost,\n\nthe window in the hall is broken.\n', 55);
  for (let month = 1; month <= 9; month += 1) {
    write(`Documents/Invoices/2026-0${month}.csv`, 'number,customer,sum\n'.repeat(40 * month), 300 - month * 30);
  }
  write('Documents/notes.md', '# Notes\n\n- call the printer\n- back up the laptop\n', 3);
  for (let index = 0; index < 24; index += 1) {
    write(`Pictures/Coast/IMG_${4200 + index}.jpg`, 'x'.repeat(90_000 + index * 3111), 80);
  }
  cpSync(join(projectRoot, 'node_modules/@tanstack'), join(user, 'Projects/kelp-shop/node_modules/@tanstack'), {
    recursive: true,
    dereference: true,
  });
  cpSync(join(projectRoot, 'node_modules/zod'), join(user, 'Projects/kelp-shop/src'), { recursive: true });
}

export function offer(sum: string): string {
  return `Kelp & Sons\nHarbour Road 4\n\nOffer\n\nDear Mr Kelp,\n\nfor the new shop we offer\n\n    design        ${sum}\n    building      3,400\n\nThe work begins on Monday.\n`;
}
