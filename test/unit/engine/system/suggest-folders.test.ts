import { expect, test } from 'vitest';
import { parseUserDirs } from '../../../../electron/engine/system/suggest-folders.ts';

test('folders of user-dirs.dirs come in the order of what people miss most', () => {
  const text = `# This file is written by xdg-user-dirs-update
XDG_DESKTOP_DIR="$HOME/Schreibtisch"
XDG_DOWNLOAD_DIR="$HOME/Downloads"
  XDG_PICTURES_DIR = "/data/My \\"Pictures\\""
XDG_DOCUMENTS_DIR="$HOME/Dokumente"
XDG_MUSIC_DIR="$HOMEWARD/x"
XDG_VIDEOS_DIR="$HOME/"
`;
  expect(parseUserDirs(text, '/home/ann')).toEqual([
    '/home/ann/Dokumente',
    '/data/My "Pictures"',
    '/home/ann/Schreibtisch',
    '/home/ann',
  ]);
});

test('anything else is no folder', () => {
  expect(parseUserDirs('', '/home/ann')).toEqual([]);
  expect(parseUserDirs('XDG_DOCUMENTS_DIR=unquoted\nXDG_MUSIC_DIR="relative"', '/home/ann')).toEqual([]);
});
