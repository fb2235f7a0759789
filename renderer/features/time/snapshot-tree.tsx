import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import styles from './snapshot-tree.module.css';
import { treeKey } from './tree-keys.ts';
import { TreeLine } from './tree-line.tsx';
import { keyOfRow, treeRows } from './tree-rows.ts';
import { useFolders } from './use-folders.ts';

interface SnapshotTreeProps {
  readonly snapshot: string;
  /** Folder whose entries are the first level. */
  readonly root: string;
  readonly open: ReadonlySet<string>;
  readonly onToggle: (path: string) => void;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (path: string) => void;
  /** Paths that are damaged, or hold what is. */
  readonly damaged: ReadonlySet<string>;
  /** Path whose details are shown. */
  readonly shown: string | undefined;
  readonly onShow: (path: string) => void;
}

const rowHeight = 32;
/** A page is asked for when its place is that many rows below what is in sight. */
const readAhead = 200;

/** The folders of a snapshot as one virtual tree: a folder of 100,000 entries opens at once. */
export function SnapshotTree(props: SnapshotTreeProps): ReactElement {
  const { snapshot, root, open, chosen, damaged, shown, onToggle, onChoose, onShow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const folders = useFolders(snapshot);
  // Scrolling draws a few rows anew at most, however many there are.
  const rows = useMemo(() => treeRows(root, open, folders), [root, open, folders]);
  const [focused, setFocused] = useFocused(shown);
  const at = useMemo(
    () =>
      Math.max(
        rows.findIndex((row) => keyOfRow(row) === focused),
        0,
      ),
    [rows, focused],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const visible = virtual.getVirtualItems();
  const [from, to] = [visible[0]?.index ?? 0, (visible.at(-1)?.index ?? -1) + readAhead];
  const wanted = rows.slice(from, to).flatMap((row) => (row.kind === 'more' ? [row.folder] : []));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is made anew each time; its text tells whether it changed
  useEffect(() => {
    for (const folder of wanted) folders.more(folder);
  }, [wanted.join('\n'), rows.length, folders.more]);

  const shownAt = useMemo(
    () => (shown === undefined ? -1 : rows.findIndex((row) => row.kind === 'entry' && row.entry.path === shown)),
    [rows, shown],
  );
  const revealed = useRef<string>(undefined);
  // Once for each path, as soon as its row is there: afterwards the list is scrolled by its reader alone.
  useEffect(() => {
    if (shownAt < 0 || revealed.current === shown) return;
    revealed.current = shown;
    virtual.scrollToIndex(shownAt, { align: 'auto' });
  }, [shownAt, shown, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    const action = treeKey(event.key, rows, at);
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const row = action.type === 'focus' ? rows[action.index] : undefined;
    if (action.type === 'focus' && row !== undefined) {
      setFocused(keyOfRow(row));
      virtual.scrollToIndex(action.index);
    } else if (action.type === 'toggle') onToggle(action.path);
    else if (action.type === 'check') onChoose(action.path);
    else if (action.type === 'open') {
      onShow(action.path);
      const pressed = rows[at];
      if (pressed?.kind === 'entry' && pressed.entry.type === 'folder') onToggle(action.path);
    }
  };

  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        role="tree"
        tabIndex={0}
        aria-label={t('tree.label')}
        aria-multiselectable
        aria-activedescendant={rows.length > 0 ? idOf(at) : undefined}
        className={styles.tree}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {visible.map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <TreeLine
              key={keyOfRow(row)}
              id={idOf(index)}
              row={row}
              top={start}
              focused={index === at}
              shown={row.kind === 'entry' && row.entry.path === shown}
              damaged={row.kind === 'entry' && damaged.has(row.entry.path)}
              chosen={chosen}
              onToggle={onToggle}
              onChoose={onChoose}
              onShow={onShow}
              onFocus={setFocused}
              onRetry={folders.more}
            />
          );
        })}
      </div>
    </div>
  );
}

const idOf = (index: number): string => `tree-row-${index}`;

/** The row that the keyboard is at: the one shown, until the arrows move on. */
function useFocused(shown: string | undefined) {
  const [state, setState] = useState({ shown, focused: shown });
  if (state.shown !== shown) setState({ shown, focused: shown ?? state.focused });
  const setFocused = useMemo(() => (focused: string) => setState((before) => ({ ...before, focused })), []);
  return [state.focused, setFocused] as const;
}
