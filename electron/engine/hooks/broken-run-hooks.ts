import fs from 'node:fs/promises';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Logger } from '../ports.ts';
import { runFiles } from '../runs/run-files.ts';
import { afterCancelMs } from './after-cancel.ts';
import { hookEnvironment, type ToldEnd } from './hook-environment.ts';
import { logHook } from './log-hook.ts';
import { momentsOf } from './moments-of.ts';
import { runHook } from './run-hook.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly logger: Logger;
}

/** Commands for backups that could not run them themselves, since their thread or their process died. */
export interface BrokenRunHooks {
  /** To be called by whoever recorded the end of such a run. Never rejects. */
  follow(runId: string): void;
  /** Whether commands of a plan are still being run. */
  going(planId: string): boolean;
  settled(planId: string): Promise<void>;
  /** Waits for what is going on, for half a minute. */
  close(): Promise<void>;
}

export function createBrokenRunHooks(dependencies: Dependencies): BrokenRunHooks {
  const closing = new AbortController();
  const going = new Map<string, Promise<void>>();
  const followed = new Set<Promise<void>>();
  /** Of these it is not known yet whose they are. */
  const reading = new Set<ReturnType<typeof readBroken>>();
  const read = async (runId: string) => {
    const found = readBroken(dependencies, runId);
    reading.add(found);
    try {
      return await found;
    } finally {
      reading.delete(found);
    }
  };
  const follow = async (runId: string): Promise<void> => {
    const broken = await read(runId);
    if (!broken) return;
    const { id } = broken.row.plan;
    const work = (going.get(id) ?? Promise.resolve()).then(() => runAll(dependencies, broken, closing.signal));
    going.set(id, work);
    await work;
    if (going.get(id) === work) going.delete(id);
  };
  return {
    follow: (runId) => {
      const work = follow(runId).catch((error: unknown) => {
        dependencies.logger.error(`commands for the end of run ${runId} could not be run`, error);
      });
      followed.add(work);
      void work.then(() => followed.delete(work));
    },
    going: (planId) => reading.size > 0 || going.has(planId),
    settled: async (planId) => {
      await Promise.allSettled(reading);
      await going.get(planId)?.catch(() => {});
    },
    close: async () => {
      const timer = setTimeout(() => closing.abort(), afterCancelMs);
      await Promise.all(followed);
      clearTimeout(timer);
    },
  };
}

type Broken = NonNullable<Awaited<ReturnType<typeof readBroken>>>;

async function readBroken({ catalogue }: Dependencies, runId: string) {
  const run = await catalogue.write.runs.find(runId);
  if (run?.kind !== 'backup' || run.planId === null || run.outcome === null) return null;
  const row = await catalogue.write.plans.get(run.planId);
  return row ? { run, row, outcome: run.outcome } : null;
}

/** Whether such a run had come to its commands before can't be told, so those for always are run as well. */
async function runAll({ home, catalogue }: Dependencies, { run, row, outcome }: Broken, signal: AbortSignal) {
  const { plan, repositoryPath } = row;
  const moments = momentsOf(outcome, true);
  const { code, message } = run.error ?? new HoldfastError('interrupted');
  const end: ToldEnd = { outcome, error: { code, message }, warnings: run.warningCount, snapshot: null };
  const told = { plan, runId: run.id, startedAt: run.startedAt, repository: repositoryPath };
  for (const hook of plan.hooks.filter(({ when, agreed }) => agreed && moments.includes(when))) {
    if (signal.aborted) return;
    const trial = await runHook({ hook, env: hookEnvironment(hook.when, told, end), signal });
    const lines: string[] = [];
    logHook((line) => lines.push(`${new Date().toISOString()} ${line}\n`), trial);
    await fs.appendFile(runFiles(home, run.id).log, lines.join(''), { mode: 0o600 });
    await catalogue.write.hooks.record(run.id, trial);
  }
}
