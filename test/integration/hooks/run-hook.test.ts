import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runHook } from '../../../electron/engine/hooks/run-hook.ts';
import { eventually } from '../../helpers/eventually.ts';

interface Asked {
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
}

const run = (command: string, { timeoutSeconds = 20, signal = new AbortController().signal, env = {} }: Asked = {}) =>
  runHook({ hook: { when: 'before', command, timeoutSeconds }, env, signal });

/** A number that no other program sleeps for. */
const mark = () => String(100_000 + Math.floor(Math.random() * 800_000));
const sleeps = (seconds: string): boolean =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').includes(`sleep ${seconds}`);

test('a command is a line for the shell; its input is closed, both outputs are kept, and its exit status is told', async () => {
  const trial = await run('cat; echo "$HOLDFAST_PLAN" | tr a-z A-Z; echo low >&2; pwd; exit 3', {
    env: { HOLDFAST_PLAN: 'home' },
  });
  expect(trial).toMatchObject({ end: 'failed', exitCode: 3, command: expect.stringContaining('exit 3') });
  expect(trial.output.split('\n').toSorted()).toEqual(['', os.homedir(), 'HOME', 'low'].toSorted());
  expect(await run('-x')).toMatchObject({ end: 'failed', exitCode: 127 });
  expect(await run('true')).toMatchObject({ end: 'done', exitCode: 0, output: '' });
  expect(await run('kill -9 $$')).toMatchObject({ end: 'failed', exitCode: null });
});

test('it has the locale of the user, not that of programs whose output is read', async () => {
  const told = await run('printenv LC_ALL || echo none');
  expect(told.output).toBe(`${process.env.LC_ALL ?? 'none'}\n`);
});

test('of what it writes the last 64 KB are kept', async () => {
  const trial = await run('seq 1 200000');
  expect(trial.output).toMatch(/^\(\d+ bytes before this are left out\)\n\d+\n/);
  expect(trial.output.endsWith('199999\n200000\n')).toBe(true);
  expect(trial.output.length).toBeLessThan(66_000);
});

test('when its time is over it is ended with all that it started, at first kindly', async () => {
  const [one, other] = [mark(), mark()];
  const kind = await run(`trap 'echo bye; exit 0' TERM; sleep ${one} & sleep ${other} & wait`, { timeoutSeconds: 1 });
  expect(kind).toMatchObject({ end: 'timed-out', output: 'bye\n' });
  await eventually(() => ![one, other].some(sleeps));
  const deaf = mark();
  const trial = await run(`trap '' TERM; (trap '' TERM; sleep ${deaf}); sleep ${deaf}`, { timeoutSeconds: 1 });
  expect(trial).toMatchObject({ end: 'timed-out', exitCode: null });
  await eventually(() => !sleeps(deaf));
});

test('cancelling ends it too, and nobody waits for what got out of its group with the outputs', async () => {
  const out = mark();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-hook-'));
  onTestFinished(() => {
    execFileSync('sh', ['-c', `kill $(cat ${folder}/pid)`]);
    fs.rmSync(folder, { recursive: true });
  });
  const cancel = new AbortController();
  const command = `setsid sh -c 'echo $$ > ${folder}/pid; exec sleep ${out}' & echo out; sleep ${mark()}`;
  const running = run(command, { signal: cancel.signal });
  await eventually(() => sleeps(out));
  cancel.abort();
  expect(await running).toMatchObject({ end: 'cancelled', output: 'out\n' });
  expect(await run('true', { signal: cancel.signal })).toMatchObject({ end: 'cancelled' });
});
