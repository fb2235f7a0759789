import { toHoldfastError } from '#shared/contract/typed-error.ts';

interface Described {
  /** What happened, why, and what to do next. */
  readonly sentence: string;
  /** The kind, from the closed list. */
  readonly code: string;
}

/** Any failure in words. The engine's errors carry their own sentence. */
export function describeError(error: unknown): Described {
  const { code, message } = toHoldfastError(error);
  return { sentence: message, code };
}

/** The phrase that a destructive step wants typed; undefined when the failure is another one. */
export function phraseWanted(error: unknown): { readonly phrase: string; readonly consequence: string } | undefined {
  const { code, details } = toHoldfastError(error);
  if (code !== 'confirmation-needed') return undefined;
  return { phrase: String(details.phrase ?? ''), consequence: String(details.consequence ?? '') };
}
