import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { toTransportError } from '#shared/contract/typed-error.ts';
import type { AuditWay } from '#shared/domain/audit.ts';
import { orderedBy } from '../audit/actor.ts';

/** Told of each failure that no kind of the closed list describes, with its stack: for the log. */
export type ReportInternal = (error: unknown) => void;

/** What a transport says of each call: by which way it came. */
export interface CallContext {
  readonly way: AuditWay;
}

export type Api = ReturnType<typeof createImplementer>;

/**
 * The contract, ready to be implemented: services find in `currentActor` by which way they were called, and whatever
 * validation or a service throws leaves as a typed error.
 */
export function createImplementer(reportInternal: ReportInternal) {
  return implement(contract)
    .$context<CallContext>()
    .use(async ({ context, next }) => {
      try {
        return await orderedBy(context.way, () => next());
      } catch (error) {
        throw typedError(error, reportInternal);
      }
    });
}

export function typedError(error: unknown, reportInternal: ReportInternal) {
  const typed = toTransportError(error);
  if (typed.code === 'internal') reportInternal(error);
  return typed;
}
