import { HoldfastError } from '#shared/errors.ts';

/** A place in a list, as an opaque string: what the last item of a page was ordered by. */
export type Cursor = readonly (string | number)[];

export const writeCursor = (place: Cursor): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Undefined for the beginning. Throws `invalid-input` for anything that `writeCursor` did not make with that shape. */
export function readCursor<const Shape extends readonly ('string' | 'number')[]>(
  text: string | undefined,
  shape: Shape,
): { [Key in keyof Shape]: Shape[Key] extends 'string' ? string : number } | undefined {
  if (text === undefined) return undefined;
  const place = parse(text);
  if (fits(place, shape)) return place;
  throw new HoldfastError('invalid-input', { reason: 'That page marker is not one of this list. Begin again.' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function fits<const Shape extends readonly ('string' | 'number')[]>(
  place: unknown,
  shape: Shape,
): place is { [Key in keyof Shape]: Shape[Key] extends 'string' ? string : number } {
  return (
    Array.isArray(place) && place.length === shape.length && shape.every((type, index) => typeof place[index] === type)
  );
}
