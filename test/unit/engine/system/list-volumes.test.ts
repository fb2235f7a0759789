import { expect, test } from 'vitest';
import { parseMounts } from '../../../../electron/engine/repository/mount-table.ts';
import { selectVolumes } from '../../../../electron/engine/system/list-volumes.ts';

const table = `22 27 0:21 / /proc rw - proc proc rw
27 1 254:0 / / rw - ext4 /dev/vda rw
28 27 254:0 /x /var/bind rw - ext4 /dev/vda rw
29 27 7:1 / /snap/core ro - squashfs /dev/loop1 ro
30 27 8:1 / /boot/efi rw - vfat /dev/sda1 rw
31 27 8:17 / /media/usb rw - vfat /dev/sdb1 rw
32 27 8:33 / /media/locked ro - ext4 /dev/sdc1 ro
33 27 0:50 / /mnt/nas rw - nfs4 nas:/export rw
34 27 0:51 / /tmp rw - tmpfs tmpfs rw
35 27 8:49 / /mnt/covered rw - ext4 /dev/sdd1 rw
36 35 0:52 / /mnt/covered rw - tmpfs tmpfs rw
`;

test('real, writable file systems are chosen, each once', () => {
  const chosen = selectVolumes(parseMounts(Buffer.from(table))).map((mount) => mount.mountPoint);
  expect(chosen).toEqual(['/', '/media/usb', '/mnt/nas']);
});
