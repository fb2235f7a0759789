import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../../../build/vite/paths.ts';

const file = path.join(projectRoot, 'dist/test-reports/worth-a-look.json');
const reporter = path.join(projectRoot, 'build/setup/worth-a-look.mjs');

/** What the summary would show after a run of these tests, a file each. */
async function worthALook(
  tests: Readonly<Record<string, string>>,
): Promise<{ failed: string[]; secondTries: string[] }> {
  // The run around this one writes its own file at its end.
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'holdfast-worth-a-look-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  fs.symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(tests)) {
    fs.writeFileSync(path.join(folder, name), `import { expect, test } from 'vitest';\n${text}\n`);
  }
  const vitest = path.join(projectRoot, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', folder, '--retry', '1', '--reporter', reporter];
  const { exitCode } = await execa(process.execPath, args, {
    reject: false,
    extendEnv: false,
    env: { PATH: process.env.PATH },
  });
  expect(exitCode).toBe(1);
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

test('a test that failed is named, with what was said of it and where', async () => {
  const { failed, secondTries } = await worthALook({
    'sums.test.ts': `test('sums', () => expect(1 + 1).toBe(3)); test('fine', () => {});`,
  });
  expect(failed).toHaveLength(1);
  expect(failed[0]).toMatch(/^sums\.test\.ts > sums\n/);
  expect(failed[0]).toContain('expected 2 to be 3');
  expect(failed[0]).toContain('sums.test.ts:2');
  expect(failed[0]).not.toContain('node_modules');
  expect(secondTries).toEqual([]);
});

test('one that passed at its second try is told apart', async () => {
  const { failed, secondTries } = await worthALook({
    'moods.test.ts': `let tries = 0; test('moody', () => expect(tries++).toBe(1)); test('bad', () => { throw new Error('no'); });`,
  });
  expect(failed).toEqual([expect.stringMatching(/^moods\.test\.ts > bad\n/)]);
  expect(secondTries).toEqual(['moods.test.ts > moody']);
});

test('a file that cannot be loaded, and an error outside any test, are told too', async () => {
  const { failed } = await worthALook({
    'broken.test.ts': `throw new Error('nothing here works');`,
    'late.test.ts': `test('passes', async () => { void Promise.reject(new Error('nobody waited')); await new Promise((end) => setTimeout(end, 50)); });`,
  });
  expect(failed.find((text) => text.startsWith('broken.test.ts'))).toContain('nothing here works');
  expect(failed.find((text) => text.startsWith('outside any test'))).toContain('nobody waited');
});
