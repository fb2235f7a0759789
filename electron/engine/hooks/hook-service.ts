import { HoldfastError } from '#shared/errors.ts';
import { auditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Clock } from '../ports.ts';
import type { Service } from '../services.ts';
import { hookEnvironment, type ToldEnd } from './hook-environment.ts';
import { runHook } from './run-hook.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly clock: Clock;
}

/** Tries commands of plans, with what a run would tell them. */
export function createHookService({ catalogue, clock }: Dependencies): Pick<Service<'plans'>, 'tryHook'> {
  return {
    tryHook: async ({ plan, hook }, signal = new AbortController().signal) => {
      const row = plan === undefined ? undefined : await catalogue.write.plans.find(plan);
      if (plan !== undefined && !row) throw new HoldfastError('plan-not-found', { plan });
      const of = row?.plan ?? { id: crypto.randomUUID(), name: 'New plan' };
      const entry = auditEntry(clock.now(), {
        ...{ action: 'hook-try', subject: hook.command, details: { order: { when: hook.when } } },
        ...(row && { planId: of.id, planName: of.name }),
      });
      await catalogue.write.audit.record(entry);
      const run = {
        ...{ plan: of, runId: crypto.randomUUID(), startedAt: new Date(clock.now()).toISOString() },
        repository: row?.repositoryPath ?? '/repository',
      };
      return runHook({ hook, env: hookEnvironment(hook.when, run, sampleEnd(hook.when)), signal });
    },
  };
}

/** As a run would have ended that the command follows. */
function sampleEnd(when: Parameters<typeof hookEnvironment>[0]): ToldEnd | null {
  const nothing = { error: null, warnings: 0, snapshot: null };
  switch (when) {
    case 'before':
      return null;
    case 'success':
    case 'always':
      return { ...nothing, outcome: 'succeeded' };
    case 'warning':
      return { ...nothing, outcome: 'succeeded-with-warnings', warnings: 1 };
    case 'failure':
      return {
        ...{ ...nothing, outcome: 'failed' },
        error: { code: 'sample', message: 'This is what would have gone wrong.' },
      };
  }
}
