import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawPicture } from '../../../../electron/engine/sample/draw-picture.ts';
import { lostLetter, sampleChanges } from '../../../../electron/engine/sample/sample-changes.ts';
import { sampleFiles } from '../../../../electron/engine/sample/sample-files.ts';

test('some hundred files, each path once, the same each time', () => {
  const paths = sampleFiles().map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toHaveLength(228);
  expect(sampleFiles().map(({ content }) => String(content()))).toEqual(
    sampleFiles().map(({ content }) => String(content())),
  );
});

test('changes meet files that are there', () => {
  const there = new Set(sampleFiles().map(({ path }) => path));
  for (const change of sampleChanges.flat()) {
    switch (change.kind) {
      case 'move':
        expect(there).toContain(change.from);
        there.delete(change.from);
        there.add(change.to);
        break;
      case 'write':
        there.add(change.path);
        break;
      case 'append':
        expect(there).toContain(change.path);
        break;
      case 'remove':
        expect(there).toContain(change.path);
        there.delete(change.path);
    }
  }
  expect(there).not.toContain(lostLetter);
});

test('a picture is a PNG of that size', () => {
  const png = drawPicture({ seed: 3, width: 32, height: 20, season: 'winter' });
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([32, 20]);
  const at = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  expect(rows).toHaveLength((32 * 3 + 1) * 20);
});
