import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconHistory } from '@tabler/icons-react';
import { memo, type ReactElement } from 'react';
import type { Entry } from '#shared/domain/snapshot.ts';
import { describeError } from '../../app/describe-error.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDateTime } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { isBelowChosen } from './chosen-paths.ts';
import { EntryIcon } from './entry-icon.tsx';
import styles from './tree-line.module.css';
import { keyOfRow, type TreeRow } from './tree-rows.ts';

interface TreeLineProps {
  readonly id: string;
  readonly row: TreeRow;
  readonly top: number;
  readonly focused: boolean;
  readonly shown: boolean;
  /** It is damaged, or holds what is. */
  readonly damaged: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (path: string) => void;
  readonly onChoose: (path: string) => void;
  readonly onShow: (path: string) => void;
  readonly onFocus: (key: string) => void;
  readonly onRetry: (folder: string) => void;
}

/** Drawn again only when something of it is another: scrolling moves most lines as they are. */
export const TreeLine = memo(function TreeLine(props: TreeLineProps): ReactElement {
  const { id, row, top, focused, shown } = props;
  const state = {
    id,
    className: styles.line,
    style: { top, paddingLeft: 8 + (row.level - 1) * 20 },
    'data-focused': focused || undefined,
    'data-shown': shown || undefined,
  };
  if (row.kind === 'entry')
    return <EntryLine {...props} entry={row.entry} open={row.open} level={row.level} state={state} />;
  return (
    <div {...state} role="treeitem" tabIndex={-1} aria-level={row.level} aria-selected={false}>
      <span className={styles.quiet}>{wordsOf(row)}</span>
      {row.kind === 'problem' && (
        <button type="button" className={styles.retry} onClick={() => props.onRetry(row.folder)}>
          {t('problem.retry')}
        </button>
      )}
    </div>
  );
});

function wordsOf(row: Exclude<TreeRow, { kind: 'entry' }>): string {
  switch (row.kind) {
    case 'more':
      return t('tree.loading');
    case 'empty':
      return t('tree.empty');
    case 'problem':
      return describeError(row.error).sentence;
  }
}

interface EntryLineProps extends TreeLineProps {
  readonly entry: Entry;
  readonly open: boolean;
  readonly level: number;
  readonly state: object;
}

function EntryLine({
  entry,
  open,
  level,
  state,
  row,
  damaged,
  chosen,
  onToggle,
  onChoose,
  onShow,
  onFocus,
}: EntryLineProps): ReactElement {
  const folder = entry.type === 'folder';
  const below = isBelowChosen(chosen, entry.path);
  const checked = below || chosen.has(entry.path);
  const act = () => {
    onFocus(keyOfRow(row));
    onShow(entry.path);
    if (folder) onToggle(entry.path);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for all its rows
    <div
      {...state}
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-expanded={folder ? open : undefined}
      aria-selected={checked}
      onClick={act}
    >
      <span className={styles.chevron}>
        {folder && (open ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />)}
      </span>
      <input
        type="checkbox"
        className={styles.check}
        tabIndex={-1}
        aria-hidden
        checked={checked}
        disabled={below}
        onClick={(event) => event.stopPropagation()}
        onChange={() => onChoose(entry.path)}
      />
      <EntryIcon type={entry.type} open={open} />
      <span className={styles.name}>
        <PathLabel path={entry.name} />
      </span>
      {damaged && (
        <IconAlertTriangle
          size={16}
          aria-label={t(folder ? 'harm.inside' : 'harm.itself')}
          className={styles.damaged}
        />
      )}
      {entry.carried && <IconHistory size={16} aria-label={t('tree.carried')} className={styles.carried} />}
      <span className={styles.size}>{entry.type === 'file' ? formatBytes(entry.size) : ''}</span>
      <span className={styles.time}>{formatDateTime(entry.modifiedAt)}</span>
    </div>
  );
}
