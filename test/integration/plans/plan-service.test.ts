import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PlanDraft, type PlanPreview, planDraftSchema } from '#shared/domain/plan.ts';
import { measureFolders } from '../../../electron/engine/plans/measure-folders.ts';
import { createPlanService } from '../../../electron/engine/plans/plan-service.ts';
import { ownProcess } from '../../../electron/engine/runs/process-identity.ts';
import { createEngineParts, type EngineParts } from '../../helpers/engine-parts.ts';

let parts: EngineParts;
let now: number;

beforeEach(() => {
  parts = createEngineParts();
  now = Date.parse('2026-11-21T12:00:00.000Z');
});

afterEach(() => parts.close());

const service = () => createPlanService({ ...parts, clock: { now: () => now } });
const at = (name: string) => parts.at(name);

function write(name: string, content: string | Buffer = 'x'): void {
  fs.mkdirSync(at(name).replace(/\/[^/]*$/, ''), { recursive: true });
  fs.writeFileSync(at(name), content);
}

async function draft(changes: Partial<PlanDraft> = {}): Promise<PlanDraft> {
  fs.mkdirSync(at('docs'), { recursive: true });
  return planDraftSchema.parse({ name: 'My Docs', folders: [at('docs')], repository: at('repository'), ...changes });
}

test('a plan is made with real paths, a safe slug and its state', async () => {
  await parts.makeRepository();
  fs.symlinkSync(at('docs'), at('link'));
  const status = await service().create(await draft({ name: 'Ünïted — Docs/2', folders: [at('link/')] }));
  expect(status).toMatchObject({
    plan: { name: 'Ünïted — Docs/2', slug: 'united-docs-2', folders: [at('docs')], acceptEmpty: [] },
    repositoryPath: at('repository'),
    repositoryAvailable: true,
    state: 'never',
    snapshots: 0,
  });
  expect(await service().get({ plan: 'Ünïted — docs/2' })).toEqual(status);
  expect(await service().list(undefined)).toEqual([status]);
});

test('slugs meet no other plan of the repository, also those of other machines', async () => {
  await parts.makeRepository();
  fs.mkdirSync(at('repository/plans/my-docs'), { recursive: true });
  expect((await service().create(await draft())).plan.slug).toBe('my-docs-2');
  expect((await service().create(await draft({ name: 'my docs!' }))).plan.slug).toBe('my-docs-3');
  expect((await service().create(await draft({ name: '文書' }))).plan.slug).toBe('plan');
});

test('what could not work is refused with its reason', async () => {
  await parts.makeRepository();
  write('file');
  write('docs/sub/x');
  const refused = async (changes: Partial<PlanDraft>) =>
    service()
      .create(await draft(changes))
      .then(
        () => 'made',
        (error: { code: string }) => error.code,
      );
  expect(await refused({ folders: [at('gone')] })).toBe('invalid-input');
  expect(await refused({ folders: [at('file')] })).toBe('invalid-input');
  expect(await refused({ folders: ['docs'] })).toBe('invalid-input');
  expect(await refused({ folders: [at('docs'), at('docs/')] })).toBe('invalid-input');
  expect(await refused({ folders: [at('docs/sub'), at('docs')] })).toBe('invalid-input');
  expect(await refused({ folders: [at('repository')] })).toBe('source-overlaps-destination');
  fs.mkdirSync(at('repository/inside'));
  expect(await refused({ folders: [at('repository/inside')] })).toBe('source-overlaps-destination');
  expect(await refused({ repository: at('nothing') })).toBe('repository-not-found');
  expect(await refused({ name: 'two\nlines' })).toBe('invalid-input');
  const patterns = { patterns: ['[a'], caches: false, ifPresent: [], largerThan: null, oneFileSystem: false };
  expect(await refused({ exclusions: patterns })).toBe('invalid-input');
  expect(await refused({})).toBe('made');
  expect(await refused({ name: 'my docs' })).toBe('plan-exists');
  expect(await refused({ name: 'All', folders: [parts.folder] })).toBe('made');
});

test('a plan is not made in a repository that is not there: its folder might be another plan’s', async () => {
  await parts.makeRepository();
  fs.renameSync(at('repository'), at('elsewhere'));
  await expect(service().create(await draft())).rejects.toMatchObject({ code: 'destination-missing' });
});

test('folders that hold nothing but their own repository are refused', async () => {
  await parts.makeRepository('drive/deep/repository');
  const onDrive = await draft({ repository: at('drive/deep/repository'), folders: [at('drive')] });
  await expect(service().create(onDrive)).rejects.toMatchObject({ code: 'invalid-input' });
  write('drive/letter');
  await expect(service().create(onDrive)).resolves.toMatchObject({ plan: { folders: [at('drive')] } });
});

test('editing changes what is given; folders that went missing stay', async () => {
  await parts.makeRepository();
  const { plan } = await service().create(await draft());
  await service().create(await draft({ name: 'Other' }));
  fs.mkdirSync(at('more'));
  fs.rmSync(at('docs'), { recursive: true });
  const edited = await service().edit({ plan: plan.id, changes: { name: 'New', folders: [at('docs'), at('more')] } });
  expect(edited.plan).toMatchObject({ id: plan.id, slug: 'my-docs', name: 'New', folders: [at('docs'), at('more')] });
  await expect(service().edit({ plan: 'New', changes: { name: 'other' } })).rejects.toMatchObject({
    code: 'plan-exists',
  });
  await expect(service().edit({ plan: 'None', changes: {} })).rejects.toMatchObject({ code: 'plan-not-found' });
  write('more/file');
  const accepted = await service().edit({ plan: 'New', changes: { acceptEmpty: true } });
  expect(accepted.plan.acceptEmpty).toEqual([at('docs')]);
  const kept = await service().edit({ plan: 'New', changes: { name: 'Newer' } });
  expect(kept.plan.acceptEmpty).toEqual([at('docs')]);
  const fewer = await service().edit({ plan: 'Newer', changes: { folders: [at('more')] } });
  expect(fewer.plan.acceptEmpty).toEqual([]);
});

test('a plan whose run goes on can not be removed', async () => {
  await parts.makeRepository();
  const { plan } = await service().create(await draft());
  const run = { kind: 'backup' as const, planId: plan.id, planName: plan.name, snapshotId: null, subject: '' };
  const id = crypto.randomUUID();
  await parts.catalogue.write.runs.start({ ...run, id, startedAt: new Date(now).toISOString(), ...ownProcess() });
  await expect(service().remove({ plan: plan.name })).rejects.toMatchObject({ code: 'plan-busy' });
  expect(await service().get({ plan: plan.id })).toMatchObject({ state: 'running', runningRunId: id });
  const end = {
    endedAt: new Date(now).toISOString(),
    result: null,
    error: null,
    warnings: [],
    warningCount: 2,
    steps: [],
  };
  await parts.catalogue.write.runs.end(id, { ...end, outcome: 'failed' });
  expect(await service().get({ plan: plan.id })).toMatchObject({
    state: 'failed',
    runningRunId: null,
    lastRunId: id,
    lastOutcome: 'failed',
    lastWarnings: 2,
  });
  await service().remove({ plan: plan.name });
  expect(await service().list(undefined)).toEqual([]);
});

test('a plan ages with its newest good copy, and is unavailable with its repository', async () => {
  await parts.makeRepository();
  const { plan } = await service().create(await draft());
  const [row] = await parts.catalogue.write.plans.list();
  const confirmedAt = new Date(now).toISOString();
  await parts.catalogue.write.snapshots.insert({
    id: crypto.randomUUID(),
    planKey: row?.key ?? 0,
    sequence: 1,
    name: 'one',
    startedAt: confirmedAt,
    completedAt: confirmedAt,
    confirmedAt,
    files: 3,
    folders: 1,
    bytes: 30,
    changes: { added: 3, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 30 },
    warningCount: 0,
    pinned: false,
    damaged: 0,
    verifiedAt: null,
    missing: false,
    kind: 'backup',
    hasFiles: true,
    rootEntry: null,
    begunBy: [null],
  });
  const state = async () => (await service().get({ plan: plan.id })).state;
  expect(await service().get({ plan: plan.id })).toMatchObject({
    lastGoodAt: confirmedAt,
    files: 3,
    bytes: 30,
    snapshots: 1,
  });
  expect(await state()).toBe('good');
  now += 6 * 3_600_000;
  expect(await state()).toBe('aging');
  now += 18 * 3_600_000;
  expect(await state()).toBe('late');
  fs.renameSync(at('repository'), at('elsewhere'));
  parts.destinations.refresh();
  expect(await state()).toBe('unavailable');
});

test('two hundred plans are listed without delay', async () => {
  await parts.makeRepository();
  const first = await service().create(await draft());
  for (let number = 0; number < 200; number += 1) {
    await parts.catalogue.write.plans.put({
      ...first.plan,
      id: crypto.randomUUID(),
      name: `P${number}`,
      slug: `p${number}`,
    });
  }
  expect(await service().list(undefined)).toHaveLength(201);
});

async function preview(input: Partial<Parameters<ReturnType<typeof service>['preview']>[0]>): Promise<PlanPreview> {
  const exclusions = { patterns: [], caches: false, ifPresent: [], largerThan: null, oneFileSystem: false };
  let last: PlanPreview | undefined;
  for await (const found of service().preview({ folders: [at('docs')], exclusions, ...input })) last = found;
  if (!last) throw new Error('no preview came');
  return last;
}

test('a preview tells what is included, what is not and why', async () => {
  await parts.makeRepository('docs/repository');
  write('docs/a', Buffer.alloc(10));
  fs.linkSync(at('docs/a'), at('docs/b'));
  write('docs/big', Buffer.alloc(5000));
  write('docs/x.log', Buffer.alloc(7));
  write('docs/node_modules/deep/er', Buffer.alloc(100));
  write('docs/cache/CACHEDIR.TAG', 'Signature: 8a477f597d28d172789f06886806bc55');
  write('docs/cache/data', Buffer.alloc(20));
  fs.symlinkSync('/nowhere', at('docs/link'));
  execFileSync('mkfifo', [at('docs/fifo')]);
  const found = await preview({
    folders: [at('docs'), at('gone')],
    exclusions: {
      patterns: ['*.log', 'node_modules/', '*.none'],
      caches: true,
      ifPresent: [],
      largerThan: 1000,
      oneFileSystem: true,
    },
    repository: at('docs/repository'),
  });
  expect(found).toMatchObject({
    done: true,
    files: 5,
    folders: 2,
    bytes: 10 + 43,
    byFolder: [
      { path: at('docs'), files: 5, missing: false },
      { path: at('gone'), files: 0, bytes: 0, missing: true },
    ],
    excludedFiles: 4,
    excludedBytes: 5000 + 7 + 100 + 20,
    idlePatterns: ['*.none'],
    unreadable: [],
  });
  expect(new Map(found.excluded.map(({ reason, ...rest }) => [reason, rest]))).toEqual(
    new Map([
      ['*.log', { entries: 1, bytes: 7, examples: [at('docs/x.log')] }],
      ['node_modules/', { entries: 1, bytes: 100, examples: [at('docs/node_modules')] }],
      ['folder with CACHEDIR.TAG', { entries: 1, bytes: 20, examples: [at('docs/cache/data')] }],
      ['larger than 1 kB', { entries: 1, bytes: 5000, examples: [at('docs/big')] }],
      ['the repository itself', { entries: 1, bytes: 0, examples: [at('docs/repository')] }],
    ]),
  );
});

test('a preview ends at once when nobody wants it any more', async () => {
  const stop = new AbortController();
  const exclusions = { patterns: [], caches: false, ifPresent: [], largerThan: null, oneFileSystem: true };
  let seen = 0;
  // Large enough on every machine not to be done within the first moment.
  for await (const { done } of service().preview({ folders: ['/usr'], exclusions }, stop.signal)) {
    seen += 1;
    expect(done).toBe(false);
    stop.abort();
  }
  expect(seen).toBe(1);
});

test('totals grow with each folder that was walked', () => {
  for (const name of ['a', 'b', 'c']) write(`docs/${name}/file`);
  const exclusions = { patterns: ['*.x'], caches: false, ifPresent: [], largerThan: null, oneFileSystem: false };
  const found = [...measureFolders({ folders: [at('docs')], exclusions, repositories: [] })].map((read) => read());
  expect(found.map(({ done }) => done)).toEqual([false, false, false, false, true]);
  expect(found.at(-1)).toMatchObject({ files: 3, folders: 4, bytes: 3, idlePatterns: ['*.x'] });
});

test('a preview refuses what a plan would', async () => {
  const repository = await parts.makeRepository();
  await expect(preview({ folders: [repository], repository })).rejects.toMatchObject({
    code: 'source-overlaps-destination',
  });
  await expect(preview({ folders: ['docs'] })).rejects.toMatchObject({ code: 'invalid-input' });
});
