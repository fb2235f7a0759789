import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Plan } from '../../../shared/domain/plan.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { eventually } from '../../helpers/eventually.ts';
import { withEngine } from '../../helpers/with-engine.ts';
import { createGatedRsync, createWorldWithPlan } from '../cli/world.ts';

const script = fileURLToPath(new URL('../../fixtures/back-up-at.ts', import.meta.url));

let home: BackupHome;
let plan: Plan;
let rsync: ReturnType<typeof createGatedRsync>;
const children: ChildProcess[] = [];

beforeEach(async () => {
  home = await openBackupHome();
  plan = await home.addPlan();
  rsync = createGatedRsync(home.folder);
  change('before');
  await home.backUp();
});
afterEach(async () => {
  rsync.open();
  for (const child of children.splice(0)) await end(child);
  await home.close();
});

const change = (text: string) => fs.writeFileSync(`${home.source}/letter`, text);

/** A process with an engine of its own, whose copying waits for the gate. */
async function startProcess(of = home.home): Promise<ChildProcess> {
  const child = fork(script, [of, plan.id], { env: { ...process.env, ...rsync.environment } });
  children.push(child);
  await once(child, 'message');
  return child;
}

/** The outcome of its backup, and the code of its error. */
async function backUpAt(child: ChildProcess, at: number): Promise<readonly [outcome: string, code: string | null]> {
  const answer = once(child, 'message');
  child.send(at);
  const [told] = await answer;
  return told;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Another home that has found the repository, as another user or another machine has. */
async function connectHome(): Promise<string> {
  const other = home.at('other');
  await withEngine(other, 'command', Date.now, async ({ services }) => {
    const { runId } = await services.repositories.connect({ path: home.repository });
    for await (const event of services.runs.watch({ run: runId })) {
      if (event.type === 'ended') expect(event.run.outcome).toBe('succeeded');
    }
  });
  return other;
}

test('a plan that two processes start at once, 50 times: one backs up, the other is told that it is locked', {
  timeout: 300_000,
}, async () => {
  const one = await startProcess();
  const others = [await startProcess(), await startProcess(await connectHome())];
  for (let round = 0; round < 50; round += 1) {
    change(`round ${round}`);
    for (const file of [rsync.gate, rsync.waiting]) fs.rmSync(file, { force: true });
    const before = home.snapshots().length;
    const other = others[round % 2] ?? one;
    const at = Date.now() + 30;
    const runs = [backUpAt(one, at), backUpAt(other, at)];
    // Who holds the plan waits at the gate, so it is the other one that comes to an end.
    expect(await Promise.race(runs), `round ${round}`).toEqual(['skipped', 'locked']);
    await eventually(() => fs.existsSync(rsync.waiting));
    rsync.open();
    expect((await Promise.all(runs)).map(([outcome]) => outcome).toSorted()).toEqual(['skipped', 'succeeded']);
    expect(home.snapshots()).toHaveLength(before + 1);
    expect(fs.readFileSync(`${home.newestFiles()}${home.source}/letter`, 'utf8')).toBe(`round ${round}`);
  }
  // What the other home has made is taken in.
  await home.backUp();
  await expectSound(home.home);
});

test('who held the plan and was killed keeps nobody waiting', async () => {
  const [holder, other] = [await startProcess(), await startProcess()];
  for (let round = 0; round < 3; round += 1) {
    const child = round === 0 ? holder : await startProcess();
    change(`killed ${round}`);
    for (const file of [rsync.gate, rsync.waiting]) fs.rmSync(file, { force: true });
    child.send(Date.now());
    await eventually(() => fs.existsSync(rsync.waiting));
    expect(await backUpAt(other, Date.now())).toEqual(['skipped', 'locked']);
    await end(child);
    rsync.open();
    expect(await backUpAt(other, Date.now())).toEqual(['succeeded', null]);
  }
  await expectSound(home.home);
});

const minuteMs = 60_000;

/** As a machine that sees the same repository over a network writes it. */
function holdElsewhere(agoMs: number): string {
  const [now, beat] = [Date.now(), Date.now() - agoMs].map((time) => new Date(time).toISOString());
  const holder = { host: 'attic', machine: 'm', pid: 7, processStart: now, runId: 'r', planName: 'Plan 1' };
  const text = JSON.stringify({ ...holder, since: beat, heartbeat: beat });
  fs.writeFileSync(`${home.planFolder()}/plan.holder.json`, text);
  return text;
}

test('a run on another machine is respected until it has not been heard of for five minutes', async () => {
  change('after');
  for (const agoMs of [0, 4.9 * minuteMs]) {
    holdElsewhere(agoMs);
    const run = await home.backUp();
    expect(run).toMatchObject({ outcome: 'skipped', error: { code: 'locked' } });
    expect(run.error?.message).toContain('process 7 on attic');
  }
  holdElsewhere(5.1 * minuteMs);
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', result: { unchanged: false } });
});

test('a plan that another machine takes over meanwhile is not written to, and stays that machine’s', async () => {
  change('after');
  const before = home.snapshots();
  let theirs = '';
  const run = await home.backUp({
    watch: ({ phase }) => {
      if (phase === 'scanning') theirs = holdElsewhere(0);
    },
  });
  expect(theirs).not.toBe('');
  expect(run).toMatchObject({ error: { code: 'locked' }, snapshotId: null });
  expect(home.snapshots()).toEqual(before);
  expect(fs.readFileSync(`${home.planFolder()}/plan.holder.json`, 'utf8')).toBe(theirs);
});

test('whole commands: one exits with 0, the other with 11', async () => {
  const world = await createWorldWithPlan();
  const { environment, gate, waiting, open } = createGatedRsync(world.folder);
  for (let round = 0; round < 3; round += 1) {
    for (const file of [gate, waiting]) fs.rmSync(file, { force: true });
    world.write('letter.txt', `round ${round}\n`);
    const commands = [1, 2].map(() => world.start(['backup', 'Home'], { environment }));
    const first = await Promise.race(commands.map(({ ended }) => ended));
    expect(first, first.stderr).toMatchObject({ exit: 11 });
    open();
    const ended = await Promise.all(commands.map((command) => command.ended));
    expect(ended.map(({ exit }) => exit).toSorted()).toEqual([0, 11]);
  }
});
