import { readErrorDetails, toHoldfastError } from '#shared/contract/typed-error.ts';
import { errorSentence } from '#shared/errors/error-sentence.ts';
import { isErrorCode } from '#shared/errors.ts';
import { currentLanguage } from './messages/language.ts';
import { said } from './messages/said.ts';

interface Described {
  /** What happened, why, and what to do next. */
  readonly sentence: string;
  /** The kind, from the closed list. */
  readonly code: string;
}

/** Any failure in words. */
export function describeError(error: unknown): Described {
  const { code, message, details } = toHoldfastError(error);
  return { sentence: describeFailure({ code, message, details }), code };
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

/** A failure that was told or written down in words: made anew in the language of the window. */
export function describeFailure({ code, message, details }: Failure): string {
  const language = currentLanguage();
  if (language === 'en' || !isErrorCode(code)) return said(message);
  return errorSentence(code, readErrorDetails(details), language);
}

/** The phrase that a destructive step wants typed; undefined when the failure is another one. */
export function phraseWanted(error: unknown): { readonly phrase: string; readonly consequence: string } | undefined {
  const { code, details } = toHoldfastError(error);
  if (code !== 'confirmation-needed') return undefined;
  return { phrase: String(details.phrase ?? ''), consequence: said(String(details.consequence ?? '')) };
}
