import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { toTransportError } from '#shared/contract/typed-error.ts';

/** Told of each failure that no kind of the closed list describes, with its stack: for the log. */
export type ReportInternal = (error: unknown) => void;

export type Api = ReturnType<typeof createImplementer>;

/** The contract, ready to be implemented: whatever validation or a service throws leaves as a typed error. */
export function createImplementer(reportInternal: ReportInternal) {
  return implement(contract).use(async ({ next }) => {
    try {
      return await next();
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
