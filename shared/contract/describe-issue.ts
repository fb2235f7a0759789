/** One thing that is wrong with an input, as the schema library tells it. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly unknown[];
  readonly code?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly values?: unknown;
}

/** An issue as a sentence: `“folders” must hold at least one.` */
export function describeIssue(issue: Issue): string {
  const path = (issue.path ?? []).map(readKey).join('.');
  return `${path === '' ? 'The input' : `“${path}”`} ${predicateOf(issue)}.`;
}

function predicateOf({ code, message, origin, minimum, maximum, values }: Issue): string {
  const [, expected, received] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? [];
  if (received === 'undefined') return 'is missing';
  if (expected !== undefined) return `must be ${kinds[expected] ?? expected}`;
  if (code === 'too_small') return tooSmall(origin, minimum);
  if (code === 'too_big') return `must be at most ${String(maximum)}${origin === 'string' ? ' characters long' : ''}`;
  if (code === 'invalid_value' && Array.isArray(values)) return `must be one of ${values.join(', ')}`;
  return `is not right: ${message.replace(/^Invalid (input: )?/, '').replace(/\.$/, '')}`;
}

function tooSmall(origin: unknown, minimum: unknown): string {
  if (origin === 'string')
    return minimum === 1 ? 'must not be empty' : `must have at least ${String(minimum)} characters`;
  if (origin === 'array') return minimum === 1 ? 'must hold at least one' : `must hold at least ${String(minimum)}`;
  return `must be at least ${String(minimum)}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const readKey = (key: unknown): string =>
  String(typeof key === 'object' && key !== null && 'key' in key ? key.key : key);
