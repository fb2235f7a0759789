import { expect, test } from 'vitest';
import { whyHeld } from '../../../../electron/engine/volumes/why-held.ts';

const held = (mountPoint: string, folders: readonly string[] = []) =>
  whyHeld({ mountPoint, home: '/home/ada/.local/share/holdfast', folders });

test.each(['/', '/home', '/usr', '/var', '/var/lib', '/boot/efi', '/tmp', '/run'])(
  '%s is the system’s and stays',
  (place) => expect(held(place)).toBe('the system needs it'),
);

test.each([
  '/media/ada/Backup',
  '/run/media/ada/Backup',
  '/mnt',
  '/mnt/drive',
  '/srv/backup',
  '/Volumes/Backup',
  '/backup',
])('%s may be unmounted', (place) => expect(held(place)).toBeNull());

test('what holds the settings or a folder that is backed up stays', () => {
  expect(held('/home/ada')).toBe('the system needs it');
  expect(whyHeld({ mountPoint: '/data', home: '/data/holdfast', folders: [] })).toContain('its settings');
  expect(held('/data', ['/data/photos'])).toBe('/data/photos is backed up from there');
  expect(held('/data', ['/database'])).toBeNull();
});
