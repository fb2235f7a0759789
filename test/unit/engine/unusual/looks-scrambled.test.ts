import crypto from 'node:crypto';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { looksScrambled } from '../../../../electron/engine/unusual/looks-scrambled.ts';

const text = Buffer.from(fs.readFileSync(import.meta.filename, 'utf8').repeat(80));

test.each([512, 1000, 4096, 65_536])('%i random bytes look scrambled', (length) => {
  for (let round = 0; round < 20; round += 1) expect(looksScrambled(crypto.randomBytes(length))).toBe(true);
});

test('what is encrypted or compressed looks scrambled', () => {
  const cipher = crypto.createCipheriv('aes-256-cbc', crypto.randomBytes(32), crypto.randomBytes(16));
  expect(looksScrambled(cipher.update(text).subarray(0, 65_536))).toBe(true);
  const varied = Buffer.from(Array.from({ length: 60_000 }, (_, at) => `${at * 7919} ${Math.sin(at)}\n`).join(''));
  expect(looksScrambled(zlib.gzipSync(varied).subarray(0, 65_536))).toBe(true);
});

test('texts, base64, programs and emptiness do not', () => {
  expect(looksScrambled(text.subarray(0, 65_536))).toBe(false);
  expect(looksScrambled(Buffer.from(crypto.randomBytes(48_000).toString('base64')))).toBe(false);
  const program = fs.openSync(process.execPath, 'r');
  const head = Buffer.alloc(65_536);
  fs.readSync(program, head, 0, head.length, 20_000_000);
  fs.closeSync(program);
  expect(looksScrambled(head)).toBe(false);
  expect(looksScrambled(Buffer.alloc(65_536))).toBe(false);
  expect(looksScrambled(crypto.randomBytes(100))).toBe(false);
});
