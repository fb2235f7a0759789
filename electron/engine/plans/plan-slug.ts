const longest = 40;

/**
 * Name of a plan's folder in its repository: safe on every file system, told from the plan's name, and none of
 * `taken` (compared without case, since some volumes know none).
 */
export function chooseSlug(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((slug) => slug.toLowerCase()));
  const wanted = toSlug(name);
  if (!used.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const numbered = `${wanted}-${number}`;
    if (!used.has(numbered)) return numbered;
  }
}

function toSlug(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, longest);
  return slug.replaceAll(/^-+|-+$/g, '') || 'plan';
}
