import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-programs-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const module = path.join(import.meta.dirname, '../../../electron/engine/tools/find-program.ts');
const ask = `import(${JSON.stringify(module)}).then(({ requireRsync }) => requireRsync())
  .then((found) => console.log(JSON.stringify(found)), ({ code, details }) => console.log(JSON.stringify({ code, details })))`;

/** In a process of its own: what was found is remembered. */
const lookUp = (searchPath: string) =>
  JSON.parse(execFileSync(process.execPath, ['-e', ask], { env: { PATH: searchPath }, encoding: 'utf8' }));

function makeProgram(name: string, version: string): string {
  const place = path.join(folder, name);
  fs.mkdirSync(place, { recursive: true });
  fs.writeFileSync(path.join(place, 'rsync'), `#!/bin/sh\necho "rsync  version ${version}  protocol version 31"\n`, {
    mode: 0o755,
  });
  return place;
}

test('the first rsync that is new enough is taken', () => {
  const [old, good] = [makeProgram('old', '2.6.9'), makeProgram('good', '3.1.3')];
  expect(lookUp(`${old}:${good}:relative`)).toEqual({ path: path.join(good, 'rsync'), version: '3.1.3' });
});

test.skipIf(process.platform === 'darwin')('an rsync that is not on the path is missing', () => {
  expect(lookUp('')).toEqual({
    code: 'program-missing',
    details: { program: 'rsync', install: expect.stringContaining('rsync') },
  });
});

test('the real rsync is found on the path', () => {
  expect(lookUp(process.env.PATH ?? '')).toMatchObject({
    path: expect.stringMatching(/\/rsync$/),
    version: expect.stringMatching(/^\d+\.\d+/),
  });
});
