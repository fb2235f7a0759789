type Details = Readonly<Record<string, unknown>>;

/** Texts in an error's details; none where there are none. */
export function textsIn(details: Details, key: string): readonly string[] {
  const value = details[key];
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A number in an error's details; 0 where there is none. */
export function countIn(details: Details, key: string): number {
  const value = details[key];
  return typeof value === 'number' ? value : 0;
}
