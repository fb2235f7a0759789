import type { CopySelection } from '../tools/rsync/build-copy-args.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import { pairOf, type RestoreScope } from './restore-scope.ts';

interface RsyncRequest {
  readonly base: number;
  readonly selection: CopySelection;
  /** Copy whatever is there, or only give what is there already its attributes. */
  readonly work: 'copy' | 'attributes';
}

/** Calls rsync for entries below one of the pairs of folders. */
export async function runRsync(scope: RestoreScope, { base, selection, work }: RsyncRequest): Promise<void> {
  if (selection.names.length === 0) return;
  const { source, target } = pairOf(scope, base);
  const { stderr } = await rsyncCopy({
    program: scope.rsync,
    source,
    target: target || '/',
    selection,
    ...(work === 'copy' ? { always: true } : { attributesOnly: true }),
    signal: scope.context.signal,
    onItem: () => {},
  });
  // What it could not do is found when everything is compared; why, is for the log.
  for (const line of stderr.split('\n').filter((text) => text !== '')) scope.context.log(line);
}
