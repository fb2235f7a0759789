import { ActionIcon, Button } from '@mantine/core';
import { IconFolder, IconFolderPlus, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { PlanPreview } from '#shared/domain/plan.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { isWithin, showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { FolderChooser } from '../../components/folder-chooser/folder-chooser.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { addFolder } from './add-folder.ts';
import styles from './folder-fields.module.css';

interface FolderFieldsProps {
  readonly folders: readonly string[];
  readonly preview: PlanPreview | undefined;
  readonly onChange: (folders: readonly string[]) => void;
}

/** The folders of a plan with what each holds; suggestions and a chooser to add more. */
export function FolderFields({ folders, preview, onChange }: FolderFieldsProps): ReactElement {
  const [choosing, setChoosing] = useState(false);
  const { data: suggestions = [] } = useQuery(api.system.suggestions.queryOptions());
  const { data: status } = useQuery(api.system.status.queryOptions());
  const add = (path: string) => onChange(addFolder(folders, path));
  const offered = suggestions.filter(({ path }) => !folders.some((folder) => isWithin(path, folder)));
  return (
    <>
      <ul className={styles.folders} aria-label={t('plan.what')}>
        {folders.map((path) => (
          <FolderItem
            key={path}
            path={path}
            preview={preview}
            onRemove={() => onChange(folders.filter((one) => one !== path))}
          />
        ))}
      </ul>
      {choosing ? (
        <FolderChooser
          label={t('plan.folder.choose')}
          start={folders.at(-1) ?? status?.userHome ?? '/'}
          mayBeNew={false}
          chooseLabel={t('plan.folder.add')}
          onCancel={() => setChoosing(false)}
          onChoose={(path) => {
            add(path);
            setChoosing(false);
          }}
        />
      ) : (
        <div className={styles.add}>
          <Button
            variant="default"
            leftSection={<IconFolderPlus size={16} aria-hidden />}
            onClick={() => setChoosing(true)}
          >
            {t('plan.folder.choose')}
          </Button>
          {offered.map(({ path, name }) => (
            <Button
              key={path}
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              title={showPath(path)}
              onClick={() => add(path)}
            >
              {showPath(name)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

interface FolderItemProps {
  readonly path: string;
  readonly preview: PlanPreview | undefined;
  readonly onRemove: () => void;
}

function FolderItem({ path, preview, onRemove }: FolderItemProps): ReactElement {
  const counted = preview?.byFolder.find((folder) => folder.path === path);
  return (
    <li className={styles.folder}>
      <IconFolder size={16} aria-hidden />
      <span className={styles.path}>
        <PathLabel path={path} />
      </span>
      {counted?.missing ? (
        <span className={styles.missing}>{t('plan.folder.missing')}</span>
      ) : (
        <span className={styles.size}>
          {counted === undefined
            ? t('plan.counting')
            : `${t('files', { count: counted.files })} · ${formatBytes(counted.bytes)}`}
        </span>
      )}
      <ActionIcon
        variant="subtle"
        size={32}
        aria-label={t('plan.folder.remove', { path: showPath(path) })}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}
