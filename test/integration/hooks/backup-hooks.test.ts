import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planHooks } from '../../../electron/engine/hooks/plan-hooks.ts';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { readPlanFile } from '../../../electron/engine/repository/plan-file.ts';
import { acquirePlanLock } from '../../../electron/engine/repository/plan-lock.ts';
import { runFiles } from '../../../electron/engine/runs/run-files.ts';
import { type HookDraft, type HookMoment, hookMoments } from '../../../shared/domain/hook.ts';
import type { Plan } from '../../../shared/domain/plan.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { eventually } from '../../helpers/eventually.ts';
import { createRealHome } from '../../helpers/real-home.ts';
import { withEngine } from '../../helpers/with-engine.ts';

let home: BackupHome;

const script = fileURLToPath(new URL('../../fixtures/back-up.ts', import.meta.url));

beforeEach(async () => {
  home = await openBackupHome();
  fs.writeFileSync(`${home.source}/diary`, 'today\n');
});
afterEach(() => home.close());

type Wish = Partial<HookDraft> & { readonly when: HookMoment };

const draft = (wish: Wish): HookDraft => ({
  timeoutSeconds: 20,
  stopOnFailure: false,
  command: tell(wish.when),
  ...wish,
});
const addPlan = (...hooks: readonly Wish[]): Promise<Plan> => home.addPlan({ hooks: hooks.map(draft) });
const everyMoment = hookMoments.map((when) => ({ when }));

/** A command that appends what it was told to a file. */
const tell = (name: string): string =>
  `{ echo "${name} $HOLDFAST_OUTCOME $HOLDFAST_ERROR_CODE"; env | grep ^HOLDFAST_ | sort > '${home.at('environment')}'; } >> '${home.at('told')}'`;

/** What was run since the last look. */
function told(): string[] {
  const file = home.at('told');
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  fs.rmSync(file, { force: true });
  return lines.map((line) => line.trimEnd());
}

/** What the last command was given; tests themselves keep Holdfast away from the machine's keyring. */
const environment = (): string[] => {
  const lines = fs.readFileSync(home.at('environment'), 'utf8').trimEnd().split('\n');
  return lines.filter((line) => line !== 'HOLDFAST_KEYRING=off');
};

async function logOf(run: string): Promise<string> {
  return (await home.engine.services.runs.log({ run, from: 0 })).lines.join('\n');
}

test('commands before and after a backup are told of it; what they wrote and how they ended is recorded', async () => {
  const plan = await addPlan({ when: 'before', command: 'echo ready; echo set >&2' }, ...everyMoment);
  const run = await home.backUp();
  expect(run.outcome).toBe('succeeded');
  expect(told()).toEqual(['before', 'success succeeded', 'always succeeded']);
  expect(environment()).toEqual([
    'HOLDFAST_ERROR=',
    'HOLDFAST_ERROR_CODE=',
    'HOLDFAST_OUTCOME=succeeded',
    `HOLDFAST_PLAN=${plan.name}`,
    `HOLDFAST_PLAN_ID=${plan.id}`,
    `HOLDFAST_REPOSITORY=${home.repository}`,
    `HOLDFAST_RUN_ID=${run.id}`,
    `HOLDFAST_SNAPSHOT=${run.snapshotId}`,
    `HOLDFAST_SNAPSHOT_FOLDER=${home.snapshots()[0]}`,
    `HOLDFAST_STARTED_AT=${run.startedAt}`,
    'HOLDFAST_WARNINGS=0',
    'HOLDFAST_WHEN=always',
  ]);
  expect(run.hooks.map(({ when, end, exitCode }) => `${when} ${end} ${exitCode}`)).toEqual([
    ...['before done 0', 'before done 0', 'success done 0', 'always done 0'],
  ]);
  expect(await logOf(run.id)).toMatch(/command before: echo ready.*\n.*\| ready\n.*\| set\n.*exit status 0 after /);
  expect(run.steps.filter(({ phase }) => phase === 'commands')).toHaveLength(2);
  expect(await home.backUp()).toMatchObject({ outcome: 'succeeded', result: { unchanged: true } });
  expect(told()).toEqual(['before', 'success succeeded', 'always succeeded']);
});

test('a failing command before can stop the backup: nothing is written, the reason is told, and what follows is run', async () => {
  await addPlan({ when: 'before', command: 'echo no; exit 7', stopOnFailure: true }, ...everyMoment);
  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'hook-stopped' }, snapshotId: null });
  expect(run.error?.message).toMatch(
    /^The command before the backup failed \(exit status 7\), so nothing was backed up: /,
  );
  expect(told()).toEqual(['failure failed hook-stopped', 'always failed hook-stopped']);
  expect(fs.readdirSync(home.planFolder()).filter((name) => !name.startsWith('plan.'))).toEqual([]);
  expect(run.hooks.map(({ end, exitCode }) => `${end} ${exitCode}`)).toEqual(['failed 7', 'done 0', 'done 0']);
});

test('without that it is a warning, as is a failing one afterwards: the snapshot is as good as any', async () => {
  await addPlan(...[{ when: 'before', command: 'exit 7' } as const, { when: 'warning', command: 'exit 8' } as const], {
    when: 'always',
    command: 'sleep 60',
    timeoutSeconds: 1,
  });
  const run = await home.backUp();
  expect(run).toMatchObject({ outcome: 'succeeded-with-warnings', error: null, result: { files: { added: 1 } } });
  expect(run.warnings.map(({ code, path, message }) => [code, path, message])).toEqual([
    ['hook-failed', 'commands/1', 'The command before a backup failed (exit status 7): exit 7'],
    ['hook-failed', 'commands/2', 'The command after a success with warnings failed (exit status 8): exit 8'],
    [
      'hook-failed',
      'commands/3',
      'The command after every run failed (ended since it took longer than it may): sleep 60',
    ],
  ]);
  expect(home.snapshots()).toHaveLength(1);
  const [status] = await home.engine.services.plans.list(undefined);
  expect(status).toMatchObject({ state: 'good', lastGoodAt: expect.any(String) });
});

test('lessons 9: the failure command is run for every way to fail that has a process left to run it', async () => {
  const plan = await addPlan(...everyMoment);
  await home.backUp();
  told();

  fs.renameSync(home.source, home.at('elsewhere'));
  expect((await home.backUp()).outcome).toBe('failed');
  expect(told()).toEqual(['before', 'failure failed source-missing', 'always failed source-missing']);
  fs.renameSync(home.at('elsewhere'), home.source);

  fs.renameSync(home.repository, home.at('unplugged'));
  expect((await home.backUp()).outcome).toBe('skipped');
  expect(told()).toEqual(['failure skipped destination-missing']);
  expect(fs.existsSync(home.repository)).toBe(false);
  fs.renameSync(home.at('unplugged'), home.repository);

  const lock = acquirePlanLock(planPaths(home.repository, plan.slug), {
    planName: plan.name,
    runId: crypto.randomUUID(),
  });
  expect((await home.backUp()).outcome).toBe('skipped');
  lock.release();
  expect(told()).toEqual(['failure skipped locked']);
});

test('a cancelled run is no failure: what it is in the middle of is ended, and only commands for always follow', async () => {
  await addPlan({ when: 'before', command: 'sleep 600', timeoutSeconds: 900 }, ...everyMoment);
  const run = await home.backUp({
    watch: ({ phase }, runId) => {
      if (phase === 'commands') void home.engine.services.runs.cancel({ run: runId });
    },
  });
  expect(run).toMatchObject({ outcome: 'cancelled', snapshotId: null });
  expect(run.hooks.map(({ when, end }) => `${when} ${end}`)).toEqual(['before cancelled', 'always done']);
  expect(told()).toEqual(['always cancelled cancelled']);
});

test('a backup that was killed is followed by whoever finds it, once, and the next one waits for that', async () => {
  const real = createRealHome();
  try {
    fs.writeFileSync(`${real.source}/diary`, 'today\n');
    const { plan } = real.addPlan('Home', [real.source]);
    const waiting = { when: 'before', command: `${tell('before')}; exec sleep 600`, timeoutSeconds: 900 } as const;
    const set = (...hooks: readonly Wish[]) =>
      real.catalogue.plans.put({ ...plan, hooks: planHooks(hooks.map(draft)) });
    set(waiting);
    const child = backUpApart(real.home, plan.id);
    const ended = once(child, 'exit');
    await eventually(() => fs.existsSync(home.at('environment')));
    child.kill('SIGKILL');
    await ended;
    expect(told()).toEqual(['before']);

    set({ when: 'before' }, { when: 'failure' }, { when: 'always', command: `sleep 1; ${tell('always')}` });
    await once(backUpApart(real.home, plan.id), 'exit');
    const broken = 'interrupted interrupted';
    expect(told()).toEqual([`failure ${broken}`, `always ${broken}`, 'before', 'always succeeded']);
    const { runs } = real.catalogue.runs.list({ limit: 10 });
    const killed = runs.find(({ outcome }) => outcome === 'interrupted');
    expect(real.catalogue.hooks.ofRun(killed?.id ?? '').map(({ when }) => when)).toEqual(['failure', 'always']);
    expect(fs.readFileSync(runFiles(real.home, killed?.id ?? '').log, 'utf8')).toContain('command failure: ');
  } finally {
    real.close();
  }
});

const backUpApart = (place: string, plan: string): ChildProcess =>
  spawn(process.execPath, [script, place, plan], { stdio: 'ignore' });

test('commands that come with a repository are not run before somebody has agreed to them on this computer', async () => {
  const plan = await addPlan(...everyMoment);
  await home.backUp();
  told();
  const paths = planPaths(home.repository, plan.slug);
  expect(readPlanFile(paths)?.plan.hooks.map(({ agreed }) => agreed)).toEqual(hookMoments.map(() => false));
  // Whatever a repository says of it.
  fs.writeFileSync(
    paths.description,
    fs.readFileSync(paths.description, 'utf8').replaceAll('"agreed": false', '"agreed": true'),
  );
  expect(fs.readFileSync(paths.description, 'utf8')).toContain('"agreed": true');

  await withEngine(home.at('other'), 'command', Date.now, async ({ services }) => {
    const { plans, repositories, runs, audit } = services;
    const ended = async ({ runId }: { readonly runId: string }) => {
      for await (const event of runs.watch({ run: runId })) if (event.type === 'ended') return event.run;
      throw new Error('the run ended without a word');
    };
    const backUp = async () => ended(await runs.backup({ plan: plan.id, fullChecksum: false }));
    expect(await ended(await repositories.connect({ path: home.repository }))).toMatchObject({ outcome: 'succeeded' });
    const { hooks: found } = (await plans.get({ plan: plan.id })).plan;
    expect(found.map(({ command }) => command)).toEqual(plan.hooks.map(({ command }) => command));
    const run = await backUp();
    expect(run).toMatchObject({ outcome: 'succeeded-with-warnings', hooks: [] });
    const message = expect.stringContaining('5 commands were not run');
    expect(run.warnings).toMatchObject([{ code: 'hook-not-agreed', message }]);

    await plans.edit({ plan: plan.id, changes: { name: 'Renamed', hooks: found } });
    await backUp();
    expect(told()).toEqual([]);
    const hooks = found.map((hook) => ({ ...hook, agreed: true }));
    await plans.edit({ plan: plan.id, changes: { hooks } });
    expect((await backUp()).outcome).toBe('succeeded');
    expect(told()).toEqual(['before', 'success succeeded', 'always succeeded']);
    const { items } = await audit.list({ action: 'plan-edit', limit: 5 });
    expect(JSON.stringify(items[0]?.details.changes)).toContain('not agreed to on this computer');
  });
});

test('a command is tried as a run would run it, and that is in the audit trail', async () => {
  const plan = await addPlan();
  const { plans, audit } = home.engine.services;
  const hook = {
    when: 'failure',
    command: 'echo "$HOLDFAST_PLAN: $HOLDFAST_OUTCOME, $HOLDFAST_ERROR"; exit 4',
  } as const;
  expect(await plans.tryHook({ plan: plan.id, hook: { ...hook, timeoutSeconds: 5 } })).toMatchObject({
    ...{ end: 'failed', exitCode: 4 },
    output: `${plan.name}: failed, This is what would have gone wrong.\n`,
  });
  const entry = (await audit.list({ action: 'hook-try', limit: 5 })).items[0];
  expect(entry).toMatchObject({ planName: plan.name, subject: hook.command });
  const abort = new AbortController();
  const trying = plans.tryHook({ hook: { when: 'before', command: 'sleep 60', timeoutSeconds: 70 } }, abort.signal);
  abort.abort();
  expect(await trying).toMatchObject({ end: 'cancelled' });
  await expect(plans.tryHook({ plan: 'Nobody', hook: { ...hook, timeoutSeconds: 5 } })).rejects.toMatchObject({
    code: 'plan-not-found',
  });
});
