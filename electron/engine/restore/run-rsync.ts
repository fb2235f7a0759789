import { fileType } from '../catalogue/file-record.ts';
import type { CopySelection } from '../tools/rsync/build-copy-args.ts';
import type { CopyResult } from '../tools/rsync/judge-copy.ts';
import { rsyncCopy, rsyncRenamed } from '../tools/rsync/rsync-copy.ts';
import { assertRepository } from './assert-repository.ts';
import type { PlannedItem } from './restore-list.ts';
import { pairOf, type RestoreScope } from './restore-scope.ts';

/** Copy whatever is there, or only give what is there already its attributes. */
type Work = 'copy' | 'attributes';

interface RsyncRequest {
  readonly base: number;
  readonly selection: CopySelection;
  readonly work: Work;
}

const optionsFor = { copy: { always: true }, attributes: { attributesOnly: true } } as const;

/** Calls rsync for entries below one of the pairs of folders. */
export async function runRsync(scope: RestoreScope, { base, selection, work }: RsyncRequest): Promise<void> {
  if (selection.names.length === 0) return;
  const { source, target } = pairOf(scope, base);
  await judged(
    scope,
    rsyncCopy({
      ...{ source, target: target || '/', selection, ...common(scope), ...optionsFor[work] },
      onItem: () => {},
    }),
  );
}

/** Calls rsync for one entry that has another name at the target; a folder with all that it holds. */
export async function runRenamed(
  scope: RestoreScope,
  { base, name, path, type }: PlannedItem,
  work: Work,
): Promise<void> {
  const source = `${pairOf(scope, base).source}/${name}`;
  const kind = type === fileType.folder ? 'tree' : 'one';
  await judged(scope, rsyncRenamed({ source, target: path, ...common(scope), ...optionsFor[work] }, kind));
}

const common = ({ rsync, list, context }: RestoreScope) => ({
  ...{ program: rsync, owners: list.owners(), signal: context.signal },
});

/**
 * What it could not do is found when everything is compared; why, is for the log. Throws a destination error where that is
 * since the repository has gone.
 */
async function judged(scope: RestoreScope, call: Promise<CopyResult>): Promise<void> {
  const { stderr, partial } = await call.catch((error: unknown) => {
    assertRepository(scope);
    throw error;
  });
  if (partial) assertRepository(scope);
  for (const line of stderr.split('\n').filter((text) => text !== '')) scope.context.log(line);
}
