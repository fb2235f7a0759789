import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Names that programs trip over; as bytes, since not all are UTF-8. */
const hostileNames: readonly Buffer[] = [
  'line\nbreak',
  'carriage\rreturn',
  'tab\there',
  '-leading-dash',
  '--delete',
  '"double" \'single\' `back`',
  'back\\slash',
  'literal \\#012',
  '#hash',
  ';semicolon',
  '*?[a]{b}',
  'trailing space ',
  ' leading space',
  'smile 😀 é é',
  '\u0001\u007f control',
  '\uf7ff private use',
  '\ufffd replacement',
  '...',
  '+ plus',
  '- minus',
  '!',
  '%n %b $HOME',
  'x'.repeat(255),
].map((name) => Buffer.from(name));

const invalidNames: readonly Buffer[] = [
  Buffer.from([0x66, 0xff, 0xfe]),
  Buffer.from([0xc3, 0x28]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xff, 0x0a, 0x5c, 0x23]),
];

/** Fills a folder with everything a file system can hold. Needs root for owners and devices; some parts need attr and acl. */
export function makeHostileTree(folder: string): void {
  fs.mkdirSync(`${folder}/files`);
  for (const name of [...hostileNames, ...invalidNames]) {
    const inside = join(folder, Buffer.from('names'), name);
    fs.mkdirSync(inside, { recursive: true });
    fs.writeFileSync(join(inside, name), name);
    fs.writeFileSync(join(folder, Buffer.from('files'), name), name);
    fs.symlinkSync(name, join(inside, Buffer.from('link')));
  }
  makeDeepPath(`${folder}/deep`);
  execFileSync('bash', ['-ec', script], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function makeDeepPath(top: string): void {
  const path = [top, ...Array.from({ length: 7 }, (_, depth) => String(depth).repeat(200))].join('/');
  fs.mkdirSync(path, { recursive: true });
  fs.writeFileSync(`${path}/far down`, 'far down');
}

const join = (folder: string | Buffer, ...names: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(folder), ...names.flatMap((name) => [Buffer.from('/'), name])]);

const script = `
mkdir -p empty/folders/below links special attributes times sizes
ln -s ../sizes/small links/to-file; ln -s ../sizes links/to-folder; ln -s nowhere links/broken; ln -s . links/self
ln -s "$(printf 'odd\\ntarget \\377')" links/odd-target
mkfifo special/fifo
node -e "require('net').createServer().listen('special/socket', () => process.kill(process.pid, 'SIGKILL'))" || true
[ "$(id -u)" != 0 ] || mknod special/null c 1 3
: > sizes/none; printf 1 > sizes/small; head -c 70001 /dev/urandom > sizes/medium
head -c 1048576 /dev/urandom > sizes/exactly-a-megabyte
truncate -s 20M sizes/sparse; printf middle | dd of=sizes/sparse bs=1 seek=10000000 conv=notrunc status=none
printf linked > links/one; ln links/one links/two; ln links/one "empty/folders/three
names"
mkdir attributes/closed attributes/sticky attributes/setgid; printf hidden > attributes/closed/file
printf s > attributes/setuid; chmod 4755 attributes/setuid; printf g > attributes/group; chmod 2755 attributes/group
printf n > attributes/none; chmod 000 attributes/none; chmod 1777 attributes/sticky; chmod 2770 attributes/setgid
[ "$(id -u)" != 0 ] || chown 12345:54321 attributes/sticky attributes/group; chmod 2755 attributes/group
printf x > attributes/xattr; setfattr -n user.colour -v blue attributes/xattr; setfattr -n user.empty attributes/xattr
mkdir attributes/xattr-folder; setfattr -n user.note -v "two words" attributes/xattr-folder
printf a > attributes/acl; setfacl -m u:12345:rw attributes/acl
mkdir attributes/acl-folder; setfacl -d -m g:54321:rwx attributes/acl-folder; mkdir attributes/acl-folder/heir
printf h > attributes/acl-folder/heir/file
chmod 000 attributes/closed
printf f > times/future; touch -d '2199-01-01 00:00:00.123456789 UTC' times/future
printf p > times/before-1970; touch -d '1903-07-04 05:06:07.987654321 UTC' times/before-1970
printf z > times/zero; touch -d @0 times/zero; printf m > times/minus; touch -d '@-0.5' times/minus
touch -h -d '2001-01-01 01:01:01.000000001 UTC' links/broken; touch -d '1969-12-31 23:59:59.999999999 UTC' times/
`;
