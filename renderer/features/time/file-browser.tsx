import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { isWithin } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './file-browser.module.css';
import { findRoot } from './find-root.ts';
import { SnapshotTree } from './snapshot-tree.tsx';
import { useDamage } from './use-damage.ts';

interface FileBrowserProps {
  readonly snapshot: Snapshot;
  readonly shown: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (path: string) => void;
  readonly onShow: (path: string) => void;
}

/** The tree of a snapshot below the folder that holds it all. What is open stays open from one moment to the next. */
export function FileBrowser({ snapshot, shown, chosen, onChoose, onShow }: FileBrowserProps): ReactElement {
  const { data: root, error, refetch } = useRoot(snapshot);
  const [open, setOpen] = useOpenFolders(shown, root);
  const damaged = useDamage(snapshot);
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (root === undefined) return <WaitingRows count={8} height={32} />;
  return (
    <div className={styles.browser}>
      <div className={styles.root}>
        <span className={styles.label}>{t('tree.in')}</span>
        <span className={styles.folder}>
          <PathLabel path={root} />
        </span>
        {root !== '/' && (
          <button type="button" className={styles.deleted} onClick={() => onShow(root)}>
            {t('tree.deleted')}
          </button>
        )}
      </div>
      <div className={styles.tree}>
        <SnapshotTree
          snapshot={snapshot.id}
          root={root}
          open={open}
          chosen={chosen}
          damaged={damaged}
          shown={shown}
          onChoose={onChoose}
          onShow={onShow}
          onToggle={(path) => setOpen(toggle(open, path))}
        />
      </div>
    </div>
  );
}

/** The folder where the tree begins; the plan's newest snapshots tell which folders were asked for. */
function useRoot({ id, planId }: Snapshot) {
  const plans = useQuery(api.plans.list.queryOptions());
  const folders = plans.data?.find(({ plan }) => plan.id === planId)?.plan.folders ?? [];
  return useQuery({
    queryKey: ['tree-root', id, folders],
    queryFn: () =>
      findRoot(async (path) => (await client.snapshots.folder({ snapshot: id, path, limit: 2 })).items, folders),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is shown is revealed once, when it comes to be shown: its folders can be closed again. */
function useOpenFolders(shown: string | undefined, root: string | undefined) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [revealed, setRevealed] = useState<string>();
  if (shown !== revealed && root !== undefined) {
    setRevealed(shown);
    setOpen(withParents(open, shown, root));
  }
  return [open, setOpen] as const;
}

function toggle(open: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const next = new Set(open);
  if (!next.delete(path)) next.add(path);
  return next;
}

/** What is shown lies in folders that are then open. */
function withParents(open: ReadonlySet<string>, shown: string | undefined, root: string): ReadonlySet<string> {
  if (shown === undefined || !isWithin(shown, root)) return open;
  const next = new Set(open);
  for (let at = shown.lastIndexOf('/'); at > root.length; at = shown.lastIndexOf('/', at - 1))
    next.add(shown.slice(0, at));
  return next;
}
