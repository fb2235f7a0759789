import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { decodePathText } from '#shared/domain/path-text.ts';
import type { Exclusions, PlanPreview } from '#shared/domain/plan.ts';
import { checkPatterns } from '../backup/exclusion-matcher.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Destinations } from '../repository/destinations.ts';
import { findRepository } from '../repository/repository-service.ts';
import { fsPath } from '../tools/fs-path.ts';
import { startWorker } from '../workers.ts';
import type { MeasureRequest } from './measure-folders.ts';
import { checkOverlap, requireAbsolute } from './plan-folders.ts';

interface PreviewInput {
  readonly folders: readonly string[];
  readonly exclusions: Exclusions;
  readonly repository?: string | undefined;
  /** Further ones, which take turns with it. */
  readonly also?: readonly string[] | undefined;
}

/**
 * What a plan would back up, growing about five times a second while a thread of its own walks the folders; the last
 * one has `done: true`. Missing folders are marked, not refused. Throws `invalid-input`, `repository-not-found` or
 * `source-overlaps-destination`.
 */
export async function* previewPlan(
  input: PreviewInput,
  {
    catalogue,
    destinations,
  }: { readonly catalogue: CatalogueClient; readonly destinations: Pick<Destinations, 'check'> },
  signal?: AbortSignal,
): AsyncGenerator<PlanPreview> {
  checkPatterns(input.exclusions.patterns);
  const named = [...(input.repository === undefined ? [] : [input.repository]), ...(input.also ?? [])];
  const found = await Promise.all(named.map((repository) => findRepository(catalogue, repository, destinations)));
  const repositories = found.map(({ path }) => path);
  const folders = await Promise.all(input.folders.map(realFolder));
  for (const repository of repositories) checkOverlap(folders, repository);
  if (signal?.aborted) return;
  const request: MeasureRequest = { folders, exclusions: input.exclusions, repositories };
  const worker = startWorker('measure', request);
  try {
    yield* follow(worker, signal);
  } finally {
    // Not awaited: a hanging volume holds the thread, and must hold nobody else.
    worker.unref();
    void worker.terminate();
  }
}

/** The worker's totals; those that nobody fetched in time give way to newer ones. */
async function* follow(worker: Worker, signal: AbortSignal | undefined): AsyncGenerator<PlanPreview> {
  const stop = new AbortController();
  const ended = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  let latest: PlanPreview | undefined;
  let failure: Error | undefined;
  worker.on('message', (preview: PlanPreview) => {
    latest = preview;
  });
  worker.once('error', (error) => {
    failure = error;
  });
  worker.once('exit', () => stop.abort());
  for (;;) {
    if (!latest && !ended.aborted) await once(worker, 'message', { signal: ended }).catch(() => undefined);
    if (failure) throw failure;
    if (signal?.aborted || !latest) return;
    const preview = latest;
    latest = undefined;
    yield preview;
    if (preview.done) return;
  }
}

async function realFolder(folder: string): Promise<string> {
  requireAbsolute(folder);
  try {
    return decodePathText(await realpath(fsPath(folder), 'buffer'));
  } catch {
    // Missing or unreadable: the preview says so.
    return folder;
  }
}
