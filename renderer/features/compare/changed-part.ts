/** A part of a text: from `start` up to, but not with, `end`. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

interface Parts {
  readonly before: Part;
  readonly after: Part;
}

/**
 * What lies between the beginning and the end that two lines have in common. Undefined where they have so little in
 * common that marking the rest would say nothing.
 */
export function changedPart(before: string, after: string): Parts | undefined {
  const shorter = Math.min(before.length, after.length);
  const start = wholeCharacter(before, commonStart(before, after, shorter));
  const left = shorter - start;
  let end = commonEnd(before, after, left);
  // The end must not begin with the second half of a character either.
  if (end > 0 && isSecondHalf(before, before.length - end)) end -= 1;
  if ((start + end) * 2 < shorter || start + end === 0) return undefined;
  return { before: { start, end: before.length - end }, after: { start, end: after.length - end } };
}

function commonStart(one: string, other: string, most: number): number {
  let length = 0;
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}

function commonEnd(one: string, other: string, most: number): number {
  let length = 0;
  while (length < most && one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)) {
    length += 1;
  }
  return length;
}

const wholeCharacter = (text: string, at: number): number => (isSecondHalf(text, at) ? at - 1 : at);

/** Of the two UTF-16 units that one character may take. */
function isSecondHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff;
}
