/**
 * A long name in two parts for an ellipsis in the middle: the head may shrink, the tail (the end of the name with its
 * extension) stays readable. Never cuts through a pair of UTF-16 surrogates.
 */
export function splitMiddle(text: string, tailLength = 12): readonly [head: string, tail: string] {
  if (text.length <= tailLength * 2) return [text, ''];
  let at = text.length - tailLength;
  const code = text.charCodeAt(at);
  if (code >= 0xdc00 && code <= 0xdfff) at -= 1;
  return [text.slice(0, at), text.slice(at)];
}
