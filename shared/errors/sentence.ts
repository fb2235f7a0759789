import type { ErrorDetails } from './error-details.ts';
import type { ErrorCode } from './error-kinds.ts';

/** What happened, why, and what to do next. */
export type Sentence = (details: ErrorDetails) => string;

/** The sentences of some kinds. */
export type SentencesOf = Readonly<Partial<Record<ErrorCode, Sentence>>>;
