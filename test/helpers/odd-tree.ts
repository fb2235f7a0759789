import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const bytes = (...parts: (string | Buffer)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));

/** Fills a folder with everything that is hard to keep: names, types, modes, times, links, attributes. */
export function makeOddTree(folder: string): void {
  const at = (name: string) => path.join(folder, name);
  const write = (name: string, content: string | Buffer = name) => fs.writeFileSync(at(name), content);
  fs.mkdirSync(at('empty'), { recursive: true });
  fs.mkdirSync(at('nested/deeper'), { recursive: true });
  for (const name of ['new\nline', 'tab\there', '-leading', '"quotes\'', '\\#012', '#hash', ';semi', 'ü😀', '*?[x]'])
    write(name);
  write('x'.repeat(255));
  fs.writeFileSync(bytes(folder, '/', Buffer.from([0xff, 0xfe, 0x41])), 'not UTF-8');
  write('nested/deeper/file', 'deep');
  write('zero', '');
  write('mode-000');
  fs.chmodSync(at('mode-000'), 0);
  write('setuid');
  fs.chmodSync(at('setuid'), 0o4755);
  write('one-name', 'linked');
  fs.linkSync(at('one-name'), at('other-name'));
  fs.linkSync(at('one-name'), at('nested/third-name'));
  fs.symlinkSync('nowhere', at('broken-link'));
  fs.symlinkSync('nested', at('folder-link'));
  execFileSync('mkfifo', [at('fifo')]);
  fs.writeFileSync(at('sparse'), '');
  fs.truncateSync(at('sparse'), 5_000_000);
  write('attributes');
  execFileSync('setfattr', ['-n', 'user.colour', '-v', 'green', at('attributes')]);
  execFileSync('setfacl', ['-m', 'u:65534:r', at('attributes')]);
  execFileSync('setfacl', ['-d', '-m', 'g:65534:rx', at('empty')]);
  fs.chmodSync(at('nested'), 0o555);
  for (const [name, time] of [
    ['future', '2120-05-05T05:05:05.123456789'],
    ['past', '1935-02-03T04:05:06.987654321'],
  ] as const) {
    write(name);
    execFileSync('touch', ['-d', time, at(name)]);
  }
  if (process.getuid?.() === 0) fs.chownSync(at('past'), 1234, 4321);
}

/** What differs between two folders, down to attributes and content; empty when they are the same. */
export function differences(one: string, other: string): string {
  return execFileSync('rsync', ['-aHAXnic', '--delete', `${one}/`, `${other}/`], { encoding: 'latin1' });
}
