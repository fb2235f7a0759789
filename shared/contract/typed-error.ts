import { ORPCError } from '@orpc/client';
import { asHoldfastError, type ErrorDetails, errorKinds, HoldfastError, isErrorCode } from '../errors.ts';
import { describeIssue, type Issue } from './describe-issue.ts';

/**
 * How failures cross a transport, both ways. On the wire an error is its code, its sentence as the message and its
 * details as data; stacks and causes stay where they arose.
 */

/** What a procedure threw, as the transports send it. */
export function toTransportError(error: unknown): ORPCError<string, ErrorDetails> {
  const known = error instanceof ORPCError ? fromTransport(error) : asHoldfastError(error);
  return new ORPCError(known.code, {
    status: errorKinds[known.code].status,
    message: known.message,
    data: known.details,
    cause: error,
  });
}

/** What a client of the contract caught, as the engine threw it. A call given up by its caller is `cancelled`. */
export function toHoldfastError(error: unknown): HoldfastError {
  if (error instanceof ORPCError) return fromTransport(error);
  if (error instanceof Error && error.name === 'AbortError') return new HoldfastError('cancelled', {}, error);
  return asHoldfastError(error);
}

function fromTransport(error: ORPCError<string, unknown>): HoldfastError {
  if (isErrorCode(error.code)) return new HoldfastError(error.code, readErrorDetails(error.data), error);
  if (error.code === 'BAD_REQUEST') return new HoldfastError('invalid-input', { reason: readReason(error) }, error);
  return new HoldfastError('internal', { reason: error.message }, error);
}

/** The issues of a failed validation, a sentence each. */
function readReason(error: ORPCError<string, unknown>): string {
  const issues = isRecord(error.data) && Array.isArray(error.data.issues) ? error.data.issues.filter(isIssue) : [];
  if (issues.length === 0) return error.message;
  return issues.map(describeIssue).join(' ');
}

const isIssue = (value: unknown): value is Issue => isRecord(value) && typeof value.message === 'string';

/** Details as they crossed a transport or were written down; what is no detail is left out. */
export function readErrorDetails(data: unknown): ErrorDetails {
  if (!isRecord(data)) return {};
  const details: Record<string, ErrorDetails[string]> = {};
  for (const [key, value] of Object.entries(data)) if (isDetail(value)) details[key] = value;
  return details;
}

function isDetail(value: unknown): value is ErrorDetails[string] {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
