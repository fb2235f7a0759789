import type { RestorePreview } from '#shared/domain/restore.ts';
import { createTreePool } from '../backup/tree-pool.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { collectLeftOut } from './collect-left-out.ts';
import { describePreview, roomFor } from './describe-preview.ts';
import { type JournalHeader, openJournal } from './journal.ts';
import { type ListedRestore, type ListRequest, listRestore } from './list-restore.ts';
import { listUndo } from './list-undo.ts';
import { openRestore, type RestoreOrder } from './open-restore.ts';
import { openUndo } from './open-undo.ts';
import { previewFile } from './preview-files.ts';
import { requireJournal } from './require-journal.ts';

/** What a dry run is made of; of an undo with the run id of the restore that is to be taken back. */
export type PreviewOrder = RestoreOrder & { readonly undoOf?: string };

interface MakePreviewRequest {
  readonly db: Connection;
  readonly catalogue: Catalogue;
  readonly home: string;
  readonly previewId: string;
  readonly order: PreviewOrder;
  readonly signal: AbortSignal;
  /** Told what has been found so far, a few times a second, and in the end of all. */
  readonly onFound: (preview: RestorePreview) => void;
  /** Called every few milliseconds: lets messages in, throws to stop. */
  readonly pause: () => Promise<void>;
}

/** So often what has been found can be read by others. */
const publishMs = 250;

/** Makes a dry run, whose items can be read meanwhile. Throws what `openRestore` and the comparing throw. */
export async function makePreview(request: MakePreviewRequest): Promise<RestorePreview> {
  const { db, catalogue, home, previewId: id, order, signal, onFound, pause } = request;
  const undone =
    order.undoOf === undefined
      ? undefined
      : await requireJournal({ db, catalogue, home, runId: order.undoOf, snapshotId: order.snapshotId, pause });
  const open = undone ? openUndo(catalogue, home, undone) : openRestore(catalogue, home, order);
  const known = { id, snapshotId: open.snapshot.id, order, room: roomFor(open) };
  const leftOut = collectLeftOut();
  let nextAt = 0;
  const listing: Omit<ListRequest, 'order'> = {
    ...{ db, open, signal, shared: true, file: previewFile(home, id), onBlocked: leftOut.add },
    pause: async (soFar, publish) => {
      if (performance.now() > nextAt) {
        publish();
        onFound(describePreview(known, { ...soFar(), leftOut: leftOut.soFar(), complete: false }));
        nextAt = performance.now() + publishMs;
      }
      await pause();
    },
  };
  const { list, keep, keptNewer } = undone
    ? await listUndoOf(undone, home, listing)
    : await listRestore({ ...listing, order });
  try {
    const found = { keep, keptNewer, leftOut: leftOut.soFar(), complete: true };
    const preview = describePreview(known, { ...list.measure(), ...found });
    onFound(preview);
    return preview;
  } finally {
    list.close();
  }
}

async function listUndoOf(
  header: JournalHeader,
  home: string,
  listing: Omit<ListRequest, 'order'>,
): Promise<Pick<ListedRestore, 'list' | 'keep' | 'keptNewer'>> {
  const journal = openJournal(home, header.runId);
  const pool = createTreePool(home);
  try {
    const { list, keep, changed } = await listUndo({ ...listing, header, journal, pool });
    for (const path of changed) listing.onBlocked(path, 'it changed after the restore');
    return { list, keep, keptNewer: changed.length };
  } finally {
    await pool.close();
    journal.close();
  }
}
