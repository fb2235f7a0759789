import { numbersInLanguage } from './numbers-in-language.ts';
import type { Phrase } from './pair.ts';

interface Form {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Its longest fixed part: what does not hold it need not be matched. */
  readonly mark: string;
  /** How many characters are fixed. */
  readonly weight: number;
  readonly de: string;
}

/** What stands for words, and is said in German too; everything else is a name, a path or a number. */
const spoken = /^(?:why|reason|next|rest|end|holder|since|problems|differences|consequence|where|install)/;
const numeric = /^(?:count|size)/;
const mostRemembered = 2000;

/**
 * Finds the phrase that an English sentence was made by and says it in German: the sentence as a whole, else line by line and sentence by
 * sentence. What no phrase fits stays as it is: a server's or the system's own words.
 */
export function createTranslator(phrases: () => Iterable<Phrase>): (text: string) => string {
  let forms: readonly Form[] | undefined;
  const known = new Map<string, string>();
  const translate = (text: string): string => {
    const before = known.get(text);
    if (before !== undefined) return before;
    forms ??= [...phrases()].map(formOf).sort((one, other) => other.weight - one.weight);
    const said = sayWhole(text, forms, translate) ?? sayParts(text, forms, translate);
    if (known.size >= mostRemembered) known.clear();
    known.set(text, said);
    return said;
  };
  return translate;
}

function formOf({ en, de }: Phrase): Form {
  const parts = en.split(/\{(\w+)\}/);
  const fixed = parts.filter((_, index) => index % 2 === 0);
  const names = parts.filter((_, index) => index % 2 === 1);
  const source = parts.map((part, index) => (index % 2 === 0 ? quote(part) : hole(part))).join('');
  return {
    pattern: new RegExp(`^${source}${isName(parts.at(-2)) && parts.at(-1) === '' ? '(?<!\\.)' : ''}$`, 'su'),
    names,
    mark: fixed.reduce((longest, part) => (part.length > longest.length ? part : longest), ''),
    weight: fixed.join('').length,
    de,
  };
}

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** What a server or somebody else said; it may be of several sentences. */
const quoted = /^(?:message|answer|command|statement|stderr)/;

/** A name or a path: it does not reach from one sentence into the next, nor take a full stop that ends it. */
const isName = (hole: string | undefined): boolean =>
  hole !== undefined && ![numeric, spoken, quoted].some((kind) => kind.test(hole));

function hole(name: string): string {
  if (numeric.test(name)) return '([\\d.,]+(?: [kKMGTP]?i?B)?)';
  return isName(name) ? '((?:(?![.?] [“\\p{Lu}]).)+?)' : '(.+?)';
}

type Translate = (text: string) => string;

/** As a whole; reasons stand with or without their full stop, and at the beginning of a sentence. */
function sayWhole(text: string, forms: readonly Form[], translate: Translate): string | undefined {
  const said = find(text, forms, translate) ?? sayStopped(text, forms, translate);
  if (said !== undefined || !/^\p{Lu}\p{Ll}/u.test(text)) return said;
  const small = text.charAt(0).toLowerCase() + text.slice(1);
  const within = find(small, forms, translate) ?? sayStopped(small, forms, translate);
  return within === undefined ? undefined : within.charAt(0).toUpperCase() + within.slice(1);
}

const sayStopped = (text: string, forms: readonly Form[], translate: Translate): string | undefined =>
  text.endsWith('.')
    ? find(text.slice(0, -1), forms, translate)?.concat('.')
    : find(`${text}.`, forms, translate)?.replace(/\.$/, '');

function find(text: string, forms: readonly Form[], translate: Translate): string | undefined {
  for (const form of forms) {
    const match = text.includes(form.mark) ? form.pattern.exec(text) : null;
    if (match) return fill(form, match, translate);
  }
  return undefined;
}

function fill({ de, names }: Form, match: RegExpExecArray, translate: Translate): string {
  return de.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = match[names.indexOf(name) + 1] ?? '';
    if (numeric.test(name)) return numbersInLanguage(value, 'de');
    return spoken.test(name) ? translate(value) : value;
  });
}

function sayParts(text: string, forms: readonly Form[], translate: Translate): string {
  if (text.includes('\n')) return text.split('\n').map(translate).join('\n');
  const sentences = text.split(/(?<=[.?][”)]?) (?=[“\p{Lu}\d])/u);
  return sentences.length < 2 ? text : sayInTurn(sentences, forms, translate).join(' ');
}

/** Some phrases are of several sentences: the longest that fits is taken. */
function sayInTurn(sentences: readonly string[], forms: readonly Form[], translate: Translate): readonly string[] {
  const said: string[] = [];
  for (let at = 0; at < sentences.length; ) {
    let end = sentences.length;
    let part: string | undefined;
    for (; end > at && part === undefined; end -= 1)
      part = sayWhole(sentences.slice(at, end).join(' '), forms, translate);
    said.push(part ?? sentences[at] ?? '');
    at = part === undefined ? at + 1 : end + 1;
  }
  return said;
}
