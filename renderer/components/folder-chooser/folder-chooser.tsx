import { Button, TextInput } from '@mantine/core';
import { IconCornerLeftUp, IconFolder } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Folder } from '#shared/domain/system.ts';
import { api } from '../../api/queries.ts';
import { describeError } from '../../app/describe-error.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../path-label.tsx';
import { VirtualRows } from '../virtual-rows.tsx';
import styles from './folder-chooser.module.css';

interface FolderChooserProps {
  readonly label: string;
  /** Where to begin. */
  readonly start: string;
  /** The folder may be one that is not there yet. */
  readonly mayBeNew: boolean;
  readonly chooseLabel: string;
  readonly onChoose: (path: string) => void;
  readonly onCancel: () => void;
}

/** Walks through the folders of the computer that the engine runs on; a path can be typed as well. */
export function FolderChooser({
  label,
  start,
  mayBeNew,
  chooseLabel,
  onChoose,
  onCancel,
}: FolderChooserProps): ReactElement {
  const [path, setPath] = useState(start);
  const [typed, setTyped] = useState(start);
  const [showHidden, setShowHidden] = useState(false);
  const { data, error } = useQuery({
    ...api.system.folders.queryOptions({ input: { path } }),
    placeholderData: (before) => before,
    staleTime: 0,
  });
  const go = (next: string) => {
    setPath(next);
    setTyped(next);
  };
  const wanted = typed.trim();
  const listed = wanted === path && error === null;
  const folders = data?.folders.filter(({ hidden }) => showHidden || !hidden) ?? [];
  const hiddenCount = (data?.folders.length ?? 0) - folders.length;
  const goOn = () => {
    if (!listed && !(mayBeNew && wanted === path)) setPath(wanted);
    else if (listed || mayBeNew) onChoose(wanted);
  };
  return (
    // No form: it may stand in one, and then nobody would hear that it was sent.
    <fieldset className={styles.chooser} aria-label={label} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <div className={styles.bar}>
        <TextInput
          className={styles.path}
          aria-label={label}
          value={typed}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (wanted.startsWith('/')) goOn();
          }}
        />
        <Button variant="default" disabled={!wanted.startsWith('/')} onClick={goOn}>
          {listed || (mayBeNew && wanted === path) ? chooseLabel : t('folders.open')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
      {error !== null && (
        <p className={styles.note}>
          {mayBeNew ? t('folders.new', { path: showPath(path) }) : describeError(error).sentence}
        </p>
      )}
      <div className={styles.list}>
        {error === null && (
          <VirtualRows
            items={data === undefined ? [] : rowsOf(data.parent, folders)}
            keyOf={(row) => row.path}
            height={32}
            label={t('folders.label')}
            row={(row) => <FolderRow row={row} onOpen={go} />}
          />
        )}
      </div>
      {(hiddenCount > 0 || showHidden) && (
        <button type="button" className={styles.hidden} onClick={() => setShowHidden(!showHidden)}>
          {showHidden ? t('folders.hide-hidden') : t('folders.show-hidden', { count: hiddenCount })}
        </button>
      )}
    </fieldset>
  );
}

interface Row {
  readonly path: string;
  readonly name: string;
  readonly up: boolean;
  readonly readable: boolean;
}

const rowsOf = (parent: string | null, folders: readonly Folder[]): readonly Row[] => [
  ...(parent === null ? [] : [{ path: parent, name: t('folders.up'), up: true, readable: true }]),
  ...folders.map(({ path, name, readable }) => ({ path, name, up: false, readable })),
];

const FolderRow = ({ row, onOpen }: { readonly row: Row; readonly onOpen: (path: string) => void }): ReactElement => (
  <button type="button" className={styles.row} disabled={!row.readable} onClick={() => onOpen(row.path)}>
    {row.up ? <IconCornerLeftUp size={16} aria-hidden /> : <IconFolder size={16} aria-hidden />}
    <PathLabel path={row.name} />
    {!row.readable && <span className={styles.locked}>{t('folders.unreadable')}</span>}
  </button>
);
