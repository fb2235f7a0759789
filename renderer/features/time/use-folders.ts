import { useCallback, useMemo, useRef, useState } from 'react';
import type { Entry } from '#shared/domain/snapshot.ts';
import { client } from '../../api/client.ts';

export interface FolderPages {
  readonly entries: readonly Entry[];
  /** Cursor of the next page; null when all is there. */
  readonly next: string | null;
  readonly loading: boolean;
  readonly error: unknown;
}

export interface Folders {
  /** What is known of a folder of the snapshot; undefined when it was never asked for. */
  readonly get: (path: string) => FolderPages | undefined;
  /** Reads a folder's first page, or its next one. Does nothing while a page is under way or nothing is left. */
  readonly more: (path: string) => void;
  /** Counts up whenever something was read. */
  readonly reads: number;
}

/** A large folder is scrolled through in fewer steps; an answer stays far below a megabyte. */
const pageSize = 1000;

const fresh: FolderPages = { entries: [], next: '', loading: false, error: null };

/**
 * Folders of a snapshot, page after page. A snapshot never changes, so what was read once is kept. What it gives is another
 * object whenever something was read; `more` stays the same.
 */
export function useFolders(snapshot: string): Folders {
  const known = useRef(new Map<string, FolderPages>());
  const [reads, redraw] = useState(0);
  const get = useCallback((path: string) => known.current.get(keyOf(snapshot, path)), [snapshot]);
  const more = useCallback(
    (path: string) => {
      const key = keyOf(snapshot, path);
      const before = known.current.get(key) ?? fresh;
      if (before.loading || before.next === null) return;
      const set = (pages: FolderPages) => {
        known.current.set(key, pages);
        redraw((count) => count + 1);
      };
      set({ ...before, loading: true, error: null });
      const after = before.next === '' ? undefined : before.next;
      client.snapshots.folder({ snapshot, path, after, limit: pageSize }).then(
        ({ items, next }) => set({ entries: [...before.entries, ...items], next, loading: false, error: null }),
        (error: unknown) => set({ ...before, loading: false, error }),
      );
    },
    [snapshot],
  );
  return useMemo(() => ({ get, more, reads }), [get, more, reads]);
}

const keyOf = (snapshot: string, path: string): string => `${snapshot}:${path}`;
