import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plansStates } from '#shared/state-of-plans.ts';
import { composeIcons } from '../../../build/icons/compose-icons.ts';
import { drawnFolder, iconPictures } from '../../../build/icons/icon-pictures.ts';

const drawn = (file: string): Buffer => readFileSync(join(drawnFolder, file));

/** Width and height stand at a fixed place in a PNG. */
const sizeOf = (png: Buffer): readonly [number, number] => {
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

test('each picture is there, in its size', () => {
  const wrong = iconPictures.filter(({ file, pixels }) => sizeOf(drawn(file)).some((side) => side !== pixels));
  expect(wrong).toEqual([]);
});

test('each state has an icon for each system, under the names by which Electron finds the finer ones', () => {
  const files = iconPictures.map(({ file }) => file);
  for (const state of plansStates) {
    expect(files).toEqual(
      expect.arrayContaining([
        ...[`tray/linux/${state}.png`, `tray/linux/${state}@2x.png`],
        ...[`tray/windows/${state}.png`, `tray/windows/${state}@1.5x.png`, `tray/windows/${state}@2x.png`],
        ...[`tray/macos/${state}Template.png`, `tray/macos/${state}Template@2x.png`],
      ]),
    );
  }
});

test('the icons of Windows and macOS are made of these pictures', () => {
  const pictures = new Map(iconPictures.map(({ file }) => [file, drawn(file)]));
  for (const [file, content] of composeIcons(pictures)) expect(drawn(file).equals(content), file).toBe(true);
});

test('a Windows icon leads to its pictures, the largest of 256', () => {
  const ico = drawn('holdfast.ico');
  const count = ico.readUInt16LE(4);
  const sides = Array.from({ length: count }, (_, index) => {
    const at = 6 + 16 * index;
    const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
    const [side] = sizeOf(ico.subarray(offset, offset + length));
    expect(ico.readUInt8(at)).toBe(side % 256);
    return side;
  });
  expect(sides).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

test('a Mac’s icon is a row of typed blocks that ends where it says', () => {
  const icns = drawn('holdfast.icns');
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const blocks: Record<string, number> = {};
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const [side] = sizeOf(icns.subarray(at + 8));
    blocks[icns.toString('latin1', at, at + 4)] = side;
  }
  expect(blocks).toEqual({
    ...{ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 },
  });
});
