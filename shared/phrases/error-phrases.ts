import type { ErrorDetails } from '../errors/error-details.ts';
import { type ErrorCode, errorKinds } from '../errors/error-kinds.ts';
import { de } from '../errors/sentences/de.ts';
import { en } from '../errors/sentences/en.ts';
import type { Phrase } from './pair.ts';

/** Details that a sentence takes differently. */
const variants: readonly ErrorDetails[] = [
  {},
  { count: 1 },
  { where: 'this computer' },
  { run: '' },
  { done: true },
  ...['replaced', 'swapping', 'within', 'done'].map((state) => ({ state })),
];

/** They are nothing but what they are told. */
const formless: ReadonlySet<string> = new Set<ErrorCode>(['invalid-input', 'confirmation-needed']);

/**
 * The forms of all errors' sentences, for those that come without code and details: in a warning, in an older report. Each is
 * made of details that are their own names.
 */
export function errorPhrases(): readonly Phrase[] {
  const forms = new Map<string, Phrase>();
  for (const code of Object.keys(errorKinds).filter(isKind)) {
    if (formless.has(code)) continue;
    for (const details of detailsOf(code)) {
      const phrase = { en: en[code](details), de: de[code](details) };
      forms.set(phrase.en, phrase);
    }
  }
  return [...forms.values()];
}

const isKind = (code: string): code is ErrorCode => Object.hasOwn(errorKinds, code);

/** With all details, and with each of them lacking. */
function detailsOf(code: ErrorCode): readonly ErrorDetails[] {
  const asked = new Set<string>();
  en[code](named({}, asked));
  const lacking = [...asked].map((name): ErrorDetails => ({ [name]: undefined }));
  return [...variants, ...lacking].map((details) => named(details, new Set()));
}

/** Details of which each that is not given is its own name. */
const named = (given: ErrorDetails, asked: Set<string>): ErrorDetails =>
  new Proxy<ErrorDetails>(given, {
    get: (target, name) => {
      asked.add(String(name));
      return Object.hasOwn(target, name) ? target[String(name)] : `{${String(name)}}`;
    },
  });
