import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Progress, runPhases } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences } from '../../helpers/compare-trees.ts';

let home: BackupHome;
let writer: ChildProcess | undefined;

beforeEach(async () => {
  home = await openBackupHome();
});

afterEach(async () => {
  writer?.kill('SIGKILL');
  writer = undefined;
  await home.close();
});

const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: home.source });

function fill(name: string, files: number): void {
  for (let file = 0; file < files; file += 1) {
    const folder = `${home.source}/${name}/${file % 10}`;
    if (file < 10) fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(`${folder}/${file}`, `${name} ${file}`);
  }
  bash(`head -c 20000000 /dev/urandom > ${name}/large`);
}

test('progress goes forward only, stays within its totals, and the steps are in order', async () => {
  fill('first', 1500);
  await home.addPlan();
  await home.backUp();
  fill('second', 1500);
  const seen: Progress[] = [];
  const run = await home.backUp({ watch: (progress) => seen.push(progress) });
  expect(run).toMatchObject({ outcome: 'succeeded', error: null });
  for (const [index, { phase, filesDone, filesTotal, bytesDone, bytesTotal }] of seen.entries()) {
    expect(filesDone).toBeLessThanOrEqual(filesTotal ?? Number.POSITIVE_INFINITY);
    expect(bytesDone).toBeLessThanOrEqual(bytesTotal ?? Number.POSITIVE_INFINITY);
    const before = seen[index - 1];
    if (before?.phase !== phase) continue;
    expect(filesDone).toBeGreaterThanOrEqual(before.filesDone);
    expect(bytesDone).toBeGreaterThanOrEqual(before.bytesDone);
  }
  const copying = seen.filter(({ phase }) => phase === 'copying').at(-1);
  expect(copying).toMatchObject({ filesTotal: 1501 });
  const order = run.steps.map(({ phase }) => runPhases.indexOf(phase));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(run.result).toMatchObject({ files: { added: 1501, unchanged: 1501, changed: 0, removed: 0 } });
});

test('the main thread goes on answering while a backup works', async () => {
  fill('first', 3000);
  await home.addPlan();
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  let answers = 0;
  await home.backUp({
    watch: () => {
      answers += 1;
    },
  });
  delays.disable();
  expect(answers).toBeGreaterThan(2);
  // The promise is 50 ms; a machine that other work keeps busy may hold up any thread, so the middle is what is judged.
  expect(delays.percentile(50) / 1e6).toBeLessThan(50);
});

test.each(['scanning', 'cloning', 'copying', 'committing'] as const)(
  'cancelled while %s: nothing is listed, the next run is whole',
  async (wanted) => {
    fill('first', 300);
    await home.addPlan();
    await home.backUp();
    fill('second', 1200);
    const { services } = home.engine;
    let asked = false;
    const run = await home.backUp({
      watch: ({ phase }, runId) => {
        if (phase !== wanted || asked) return;
        asked = true;
        void services.runs.cancel({ run: runId });
      },
    });
    // The last steps may be through before the word arrives: then the snapshot is whole.
    expect(['cancelled', 'succeeded']).toContain(run.outcome);
    expect(home.snapshots()).toHaveLength(run.outcome === 'cancelled' ? 1 : 2);
    expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
    expect(differences(home.source, home.newestFiles() + home.source)).toEqual([]);
    await expectSound(home.home);
  },
);

test('a file rewritten all the while is copied again or warned about, and what is kept has its sum', async () => {
  fill('first', 200);
  bash('head -c 3000000 /dev/urandom > busy');
  await home.addPlan();
  writer = spawn('bash', ['-c', 'while :; do head -c 3000000 /dev/urandom > busy; sleep 0.01; done'], {
    cwd: home.source,
  });
  const run = await home.backUp();
  expect(run.warnings.every(({ code, path }) => code === 'changed-while-copied' && path.endsWith('/busy'))).toBe(true);
  expect(run.warnings.length).toBeLessThanOrEqual(1);
  expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  writer.kill('SIGKILL');
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded' });
  expect(differences(home.source, home.newestFiles() + home.source)).toEqual([]);
  await expectSound(home.home);
});

test('files and folders that come and go all the while: vanished ones are named, each snapshot is sound', async () => {
  fill('first', 200);
  await home.addPlan();
  const coming =
    'i=0; while :; do i=$((i+1)); mkdir -p g/$((i%20)); echo $i > g/$((i%20))/$((i%7)); ln -sf $i l$((i%5))';
  writer = spawn('bash', ['-c', `${coming}; rm -rf g/$(((i+10)%20)) l$(((i+2)%5)); done`], { cwd: home.source });
  for (let round = 0; round < 4; round += 1) {
    const run = await home.backUp();
    expect(run.error).toBeNull();
    const unexpected = run.warnings.filter(({ code }) => code !== 'vanished' && code !== 'changed-while-copied');
    expect(unexpected).toEqual([]);
    expect(brokenSums(home.snapshots().at(-1) ?? '')).toBe('');
  }
  await expectSound(home.home);
  writer.kill('SIGKILL');
  bash('rm -rf g l*');
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(differences(home.source, home.newestFiles() + home.source)).toEqual([]);
  await expectSound(home.home);
});
