import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cpAl } from '../../../build/bench/peers/cp-al.ts';
import type { Peer } from '../../../build/bench/peers/peer.ts';
import { rsync } from '../../../build/bench/peers/rsync.ts';
import { readLoopFile } from '../../../build/bench/read-loop-file.ts';
import type { Failure, Sample } from '../../../build/bench/result.ts';
import { runPart } from '../../../build/bench/run-part.ts';
import { smallFiles } from '../../../build/bench/trees/small-files.ts';

let work: string;
beforeEach(() => {
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-bench-test-'));
});
afterEach(() => fs.rmSync(work, { recursive: true }));

const failing: Peer = {
  ...rsync,
  id: 'borg',
  title: 'one that fails',
  check: () => [{ program: 'sh', args: ['-c', 'echo no such thing >&2; exit 2'] }],
};

test('every program is measured in every step, one that fails is reported and left out from there on', async () => {
  const tree = smallFiles(path.join(work, 'tree'), { files: 50, filesInFolder: 9, averageBytes: 1000 });
  const samples: Sample[] = [];
  const failures: Failure[] = [];
  await runPart({
    part: {
      ...{ id: '100k', title: 'some files', tree, mostRounds: 2, withApart: true },
      steps: [
        { id: 'first-backup', action: 'backup' },
        { id: 'check', action: 'check' },
        {
          id: 'renamed',
          action: 'backup',
          once: true,
          change: () => ({ renamed: tree.rename() }),
          undo: tree.renameBack,
        },
        { id: 'restore-all', action: 'restoreAll', once: true },
      ],
    },
    ...{ work, peers: [rsync, cpAl, failing], rounds: 2, steps: undefined, signal: new AbortController().signal },
    say: () => {},
    onSample: (sample) => samples.push(sample),
    onFailure: (failure) => failures.push(failure),
  });

  expect(samples.map(({ step, peer, round }) => `${round} ${step} ${peer}`)).toEqual([
    ...['1 first-backup rsync', '1 first-backup cp-al', '1 first-backup borg'],
    ...['1 check rsync'],
    ...['1 renamed rsync', '1 renamed cp-al'],
    ...['1 restore-all rsync', '1 restore-all cp-al'],
    ...['2 first-backup cp-al', '2 first-backup rsync', '2 check rsync'],
  ]);
  expect(failures).toEqual([expect.objectContaining({ peer: 'borg', step: 'integrity check of all', round: 1 })]);
  expect(failures[0]?.message).toContain('no such thing');
  const first = samples.find(({ peer }) => peer === 'rsync');
  expect(first?.seconds).toBeGreaterThan(0);
  expect(first?.apartSeconds).toBeGreaterThan(0);
  expect(samples.find(({ step }) => step === 'renamed')?.copiedBytes).toBeGreaterThan(0);
  expect(fs.readdirSync(path.join(work, 'rsync-1', 'restored-restore-all'))).toContain('renamed');
});

test("a standstill of a program's event loop is seen from outside, once start-up is over", () => {
  const file = path.join(work, 'loop');
  const program = `
    const stand = (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); };
    stand(1500);
    setTimeout(() => { stand(150); setTimeout(() => {}, 50); }, 1600);
  `;
  const watcher = path.join(import.meta.dirname, '../../../build/bench/watch-event-loop.mjs');
  execFileSync(process.execPath, ['--import', watcher, '--eval', program], {
    env: { ...process.env, HOLDFAST_LOOP_FILE: file },
  });
  const longest = readLoopFile(file);
  expect(longest).toBeGreaterThan(100);
  expect(longest).toBeLessThan(1400);
});
