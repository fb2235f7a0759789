import type { NewVersion } from '#shared/domain/new-version.ts';

/** For `doctor`: a sentence, and whether it is worth reading. Null where nobody is asked. Pure. */
export function checkNewVersion(known: NewVersion): { readonly message: string; readonly note: boolean } | null {
  const { current, feed, askedAt, newest, newer, problem } = known;
  if (feed === null) return null;
  const server = new URL(feed).host;
  const asked =
    askedAt === null ? `${server} was not asked yet.` : `Asked at ${askedAt.slice(0, 16).replace('T', ' ')} UTC.`;
  const failed = problem === null ? asked : `${asked} ${problem}`;
  if (newest !== null && newer) {
    const page = newest.page === null ? '' : ` It is described at ${newest.page} .`;
    const message = `Holdfast ${newest.version} is there; this is ${current}.${page} Get it as you got this one.`;
    return { message: problem === null ? message : `${message} ${failed}`, note: true };
  }
  const upToDate = newest === null || problem !== null ? '' : `Holdfast ${current} is the newest. `;
  return { message: `${upToDate}${failed}`, note: problem !== null };
}
