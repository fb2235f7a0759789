/**
 * Names in a plan's trash tell whose they are: RUN.NUMBER is emptied by that run, which made it by a rename. What a run
 * could not remove for a reason of its own (an immutable file) becomes kept.NUMBER and is tried again only when
 * somebody deletes something. Whatever else lies there belongs to nobody.
 */
const ownedName = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\./;

export const newTrashName = (runId: string): string => `${runId}.${crypto.randomUUID()}`;

export const newKeptName = (): string => `kept.${crypto.randomUUID()}`;

export interface Unowned {
  /** Run ids of deletions that are going on, in any process. */
  readonly running: ReadonlySet<string>;
  /** Also what an earlier run could not remove. */
  readonly kept: boolean;
}

/** Those of the names that nobody is removing. */
export function unownedNames(names: readonly string[], { running, kept }: Unowned): string[] {
  return names.filter((name) => {
    if (name.startsWith('kept.')) return kept;
    const [, runId] = ownedName.exec(name) ?? [];
    return runId === undefined || !running.has(runId);
  });
}
