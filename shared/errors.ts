import type { ErrorDetails } from './errors/error-details.ts';
import { type ErrorCode, errorKinds } from './errors/error-kinds.ts';
import { en } from './errors/sentences/en.ts';

/**
 * The closed list of everything that can go wrong in a way a person can act on. Each kind has its sentence in each
 * language (error-sentence.ts), its exit code on the command line and whether trying again may help.
 */

export type { ErrorDetails } from './errors/error-details.ts';
export { type ErrorCode, errorKinds } from './errors/error-kinds.ts';

export const errorCodes = Object.keys(errorKinds) as readonly ErrorCode[];

/** A failure a person can act on. `message` is the kind's English sentence; the cause, when any, is kept for the log. */
export class HoldfastError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(en[code](details), cause === undefined ? undefined : { cause });
    this.name = 'HoldfastError';
    this.code = code;
    this.details = details;
  }
}

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorKinds, value);

/** Anything thrown, as a HoldfastError: what is not one already becomes `internal` with the original as its cause. */
export function asHoldfastError(error: unknown): HoldfastError {
  if (error instanceof HoldfastError) return error;
  return new HoldfastError('internal', { reason: error instanceof Error ? error.message : String(error) }, error);
}
