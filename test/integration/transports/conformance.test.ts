import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HoldfastClient } from '#shared/contract/index.ts';
import { toHoldfastError } from '#shared/contract/typed-error.ts';
import { decodePathText } from '#shared/domain/path-text.ts';
import type { HoldfastError } from '#shared/errors.ts';
import { eventually } from '../../helpers/eventually.ts';
import { createServicesDouble, exampleId } from '../../helpers/services-double.ts';
import { transports } from './transports.ts';

const draft = { name: 'papers', folders: ['/home/ada/papers'], repository: '/mnt/drive' };

describe.each(Object.entries(transports))('%s', (_name, open) => {
  let double: ReturnType<typeof createServicesDouble>;
  let client: HoldfastClient;
  let close: () => Promise<void> | void;

  beforeEach(async () => {
    double = createServicesDouble();
    ({ client, close } = await open(double.services));
  });
  afterEach(() => close());

  it('answers queries', async () => {
    expect(await client.system.status()).toMatchObject({ owner: 'host', pid: 42 });
    expect(await client.system.volumes()).toEqual([]);
  });

  it('carries out commands, with the defaults of the contract filled in', async () => {
    const created = await client.plans.create(draft);
    expect(created.plan).toMatchObject({ name: 'papers', allowFullCopies: false, exclusions: { caches: false } });
    expect(await client.plans.list()).toHaveLength(1);
    expect(await client.plans.remove({ plan: 'papers' })).toBeUndefined();
    expect(await client.plans.list()).toEqual([]);
    expect((await client.runs.list({})).next).toBe('500');
    expect((await client.runs.list({ limit: 7 })).next).toBe('7');
    expect(await client.settings.set({ theme: 'dark' })).toMatchObject({ theme: 'dark' });
    expect(await client.snapshots.pin({ snapshot: 'a', pinned: true })).toMatchObject({ pinned: true });
  });

  it('gives errors with code, sentence and details', async () => {
    const error = await failure(client.plans.get({ plan: 'nope' }));
    expect(error).toMatchObject({ code: 'plan-not-found', details: { plan: 'nope' } });
    expect(error.message).toBe('There is no plan named “nope”. See “holdfast plan list”.');
    expect(await failure(client.runs.backup({ plan: 'busy' }))).toMatchObject({ code: 'plan-busy' });
    const unconfirmed = await failure(client.snapshots.remove({ snapshot: 'a' }));
    expect(unconfirmed).toMatchObject({ code: 'confirmation-needed', details: { phrase: 'delete it' } });
    expect(await client.snapshots.remove({ snapshot: 'a', confirm: 'delete it' })).toEqual({ runId: exampleId });
  });

  it('names what is wrong with an input', async () => {
    const databases = [{ label: 'main', connection: {}, include: [] }];
    const error = await failure(client.plans.create({ ...draft, name: ' ', databases }));
    expect(error.code).toBe('invalid-input');
    expect(error.message).toContain('“name” must not be empty.');
    expect(error.message).toContain('“databases.0.include” must hold at least one.');
    expect(await failure(client.runs.list({ limit: 5000 }))).toMatchObject({ code: 'invalid-input' });
  });

  it('makes of anything unexpected an internal error without a stack', async () => {
    const error = await failure(client.system.suggestions());
    expect(error.code).toBe('internal');
    expect(JSON.stringify([error.message, error.details])).not.toMatch(/ at |services-double/);
  });

  it('streams events in order and ends', async () => {
    const files: number[] = [];
    for await (const event of await client.plans.preview({ folders: ['/home'] })) files.push(event.files);
    expect(files).toEqual([1, 2, 3]);
  });

  it('gives the typed error of a stream that fails midway', async () => {
    const files: number[] = [];
    const read = async () => {
      for await (const event of await client.plans.preview({ folders: ['/broken'] })) files.push(event.files);
    };
    expect(await failure(read())).toMatchObject({ code: 'path-not-found', details: { path: '/broken' } });
    expect(files).toEqual([1, 2, 3]);
  });

  it('runs the finally of a stream that is left early', async () => {
    for await (const event of await client.runs.watch({ run: exampleId })) {
      expect(event.type).toBe('progress');
      break;
    }
    await eventually(() => double.state.streamsEnded === 1);
    expect(double.state.streamsOpen).toBe(0);
  });

  it('runs the finally of a stream that is aborted', async () => {
    const abort = new AbortController();
    const events = await client.system.changes(undefined, { signal: abort.signal });
    expect(await events.next()).toMatchObject({ value: { topics: ['runs'] } });
    expect(double.state.streamsOpen).toBe(1);
    const rest = readAll(events).catch(() => {});
    abort.abort();
    await eventually(() => double.state.streamsEnded === 1);
    await rest;
    expect(await client.system.volumes()).toEqual([]);
  });

  it('serves several streams and calls at a time', async () => {
    const abort = new AbortController();
    const open = { signal: abort.signal };
    const streams = await Promise.all([1, 2, 3].map(() => client.runs.watch({ run: exampleId }, open)));
    await Promise.all(streams.map((stream) => stream.next()));
    expect(double.state.streamsOpen).toBe(3);
    expect(await client.system.status()).toMatchObject({ pid: 42 });
    abort.abort();
    await eventually(() => double.state.streamsOpen === 0);
  });

  it.each([
    ['bytes that are not UTF-8', decodePathText(Uint8Array.of(0x2f, 0x61, 0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80))],
    ['control characters', '/new\nline\ttab\r\u0001\u007f\\#012'],
    ['signs that URLs give a meaning', '/a?b=c&d#e%41+f;g/[h]{i}'],
    ['emoji and combining marks', '/🦑/e\u0301/\u202e'],
    ['the last private-use characters', '/\uf780\uf7ff'],
    ['what looks like a number or a list', '/1,2&path=3'],
  ])('keeps a path with %s', async (_what, path) => {
    const { folders } = await client.system.folders({ path });
    expect(double.state.lastPath).toBe(path);
    expect(folders[0]).toMatchObject({ path, name: path.slice(1) });
    await client.snapshots.history({ path });
    expect(double.state.lastPath).toBe(path);
    expect(await client.snapshots.locate({ snapshot: 'a', path })).toEqual({ path });
    expect((await client.plans.create({ ...draft, folders: [path] })).plan.folders).toEqual([path]);
  });

  it('keeps names with slashes and spaces that stand in a path', async () => {
    expect(await client.snapshots.get({ snapshot: 'my papers/latest' })).toMatchObject({ name: 'my papers/latest' });
    const { next } = await client.snapshots.diff({ snapshot: 'a/latest', other: 'ü % b' });
    expect(next).toBe('a/latest ü % b');
  });

  it('carries a choice between a word and an object, and numbers and words of a filter', async () => {
    const comparison = await client.snapshots.compareText({ path: '/a', from: { snapshot: 'x' }, to: 'now' });
    expect(comparison).toEqual({ kind: 'none', reason: 'missing', side: 'to' });
    expect(double.state.lastPath).toBe('/a [{"snapshot":"x"},"now"]');
    const asked = { pattern: 'x', minSize: 5, since: '2026-11-21T03:52:15.000Z', state: 'deleted' } as const;
    expect((await client.snapshots.find(asked)).next).toBe('found x 5 deleted');
    expect(await client.snapshots.open({ snapshot: 'a', path: '/b', show: false })).toEqual({ copy: '/b false' });
  });

  it('tells fixed names from names in the same place', async () => {
    expect((await client.snapshots.find({ pattern: 'x' })).next).toBe('found x undefined any');
    expect(await client.snapshots.get({ snapshot: 'verify' })).toMatchObject({ name: 'verify' });
    await client.plans.create({ ...draft, name: 'preview' });
    expect((await client.plans.get({ plan: 'preview' })).plan.name).toBe('preview');
  });

  it('carries pages of a thousand entries', async () => {
    const { items } = await client.snapshots.folder({ snapshot: 'a', path: '/x', limit: 1000 });
    expect(items).toHaveLength(1000);
    expect(items.at(-1)?.path).toBe('/x/file 999');
    expect((await client.runs.log({ run: 'a', from: 10 })).lines[0]).toBe('line 10');
  });
});

async function failure(call: Promise<unknown>): Promise<HoldfastError> {
  try {
    await call;
  } catch (error) {
    return toHoldfastError(error);
  }
  throw new Error('The call succeeded');
}

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events) {
    // Only its end matters.
  }
}
