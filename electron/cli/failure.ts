import { HoldfastError } from '#shared/errors.ts';
import { exitOf } from './exit-codes.ts';

/** A failure as the command line tells it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly exit: number;
}

/** Thrown to end a command with a failure that some run has recorded already. */
export class CommandFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'CommandFailure';
    this.failure = failure;
  }
}

/** Anything thrown on the way, whether here, in the engine or on the wire, as a failure of the closed list. */
export async function toFailure(error: unknown): Promise<Failure> {
  if (error instanceof CommandFailure) return error.failure;
  const { code, message, details } = await knownError(error);
  return { code, message, details, exit: exitOf(code) };
}

/** What ends the output of a failed command under `--json`; for exit 14 with the phrase that `--confirm` wants. */
export function failureDocument(failed: Failure): Readonly<Record<string, unknown>> {
  const { code, message, details } = failed;
  const phrase = code === 'confirmation-needed' ? { phrase: details.phrase } : {};
  return { type: 'error', code, message, ...phrase, details };
}

async function knownError(error: unknown): Promise<HoldfastError> {
  if (error instanceof HoldfastError) return error;
  // Loaded only now: it brings the contract's client along, which most uses of this file have no need of.
  const { toHoldfastError } = await import('#shared/contract/typed-error.ts');
  return toHoldfastError(error);
}
