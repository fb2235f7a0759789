import { expect, test } from 'vitest';
import { findMount, parseMounts } from '../../../../electron/engine/repository/mount-table.ts';

const table = Buffer.concat([
  Buffer.from(`27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
30 25 0:27 / /media/My\\040Disk\\134x rw,relatime shared:5 master:2 - vfat /dev/sdb1 rw
31 25 0:28 / /media/ro rw,relatime - ext4 /dev/sdc1 ro
32 25 0:29 / /media/stack rw - ext4 /dev/sdd1 rw
33 32 0:30 / /media/stack rw - tmpfs none rw
34 25 0:31 / /media/`),
  Buffer.from([0xff, 0xc3, 0xa9]),
  Buffer.from(' rw - ext4 /dev/sde1 rw\n'),
]);

test('mount points come without their escapes, bytes and all', () => {
  const mounts = parseMounts(table);
  expect(mounts.map((mount) => mount.mountPoint)).toEqual([
    '/',
    '/media/My Disk\\x',
    '/media/ro',
    '/media/stack',
    '/media/stack',
    '/media/\uf7ffé',
  ]);
  expect(mounts[0]).toEqual({
    id: '27',
    device: '254:0',
    mountPoint: '/',
    fileSystem: 'ext4',
    source: '/dev/vda',
    readOnly: false,
  });
  expect(mounts[2]?.readOnly).toBe(true);
});

test('a path lies on the longest mount point, the one mounted last', () => {
  const mounts = parseMounts(table);
  const on = (path: string) => findMount(mounts, path)?.source;
  expect(on('/media/My Disk\\x/a')).toBe('/dev/sdb1');
  expect(on('/media/My Disk\\xy')).toBe('/dev/vda');
  expect(on('/media/stack')).toBe('none');
  expect(on('/')).toBe('/dev/vda');
  expect(findMount([], '/a')).toBeUndefined();
});
