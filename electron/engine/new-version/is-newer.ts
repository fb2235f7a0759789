/** Whether a version comes after another (semver.org, 11): numbers first, then a finished one after its pre-releases. Pure. */
export function isNewer(version: string, than: string): boolean {
  const [ours, theirs] = [parse(than), parse(version)];
  const difference = [0, 1, 2]
    .map((at) => (theirs.numbers[at] ?? 0) - (ours.numbers[at] ?? 0))
    .find((one) => one !== 0);
  return difference === undefined ? ours.preRelease && !theirs.preRelease : difference > 0;
}

function parse(version: string): { readonly numbers: readonly number[]; readonly preRelease: boolean } {
  const [numbers = '', ...rest] = version.split('-');
  return { numbers: numbers.split('.').map(Number), preRelease: rest.length > 0 };
}
