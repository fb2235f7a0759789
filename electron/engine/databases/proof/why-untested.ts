import type { Dump } from '#shared/domain/database.ts';
import { asHoldfastError, HoldfastError } from '#shared/errors.ts';
import { judgeFailure } from '../../tools/postgres/judge-failure.ts';

/** Why a dump could not be tested, as an error that a person can act on. `user`: as whom the server was asked. */
export function whyUntested(error: unknown, { label, database }: Dump, user: string): HoldfastError {
  if (isAnswer(error)) return judgeFailure(error, { server: `of the test restore of ${label}`, user, database });
  const known = asHoldfastError(error);
  if (known.code !== 'test-restore-impossible') return known;
  return new HoldfastError(known.code, { ...known.details, database }, known);
}

/** Of a server, or of the way to it, rather than a fault of ours. */
const isAnswer = (error: unknown): boolean =>
  !(error instanceof HoldfastError) &&
  error instanceof Error &&
  ('severity' in error || /^Connection terminated|ECONNRESET|EPIPE/.test(error.message));
