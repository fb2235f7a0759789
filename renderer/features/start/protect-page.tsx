import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { FolderChooser } from '../../components/folder-chooser/folder-chooser.tsx';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { exclusionDefaults } from '../plans/exclusion-defaults.ts';
import { FolderFields } from '../plans/folder-fields.tsx';
import { PreviewSummary } from '../plans/preview-summary.tsx';
import { usePlanPreview } from '../plans/use-plan-preview.ts';
import { fitOf } from './fit-of.ts';
import { proposeRepository } from './propose-repository.ts';
import styles from './protect-page.module.css';
import { useProtect } from './use-protect.ts';
import { VolumeList } from './volume-list.tsx';

/** The first door: what, where to, start. */
export function ProtectPage(): ReactElement {
  const { data: suggestions } = useQuery(api.system.suggestions.queryOptions());
  const { data: volumes = [] } = useQuery({ ...api.system.volumes.queryOptions(), staleTime: 0 });
  const { data: status } = useQuery(api.system.status.queryOptions());
  const [folders, setFolders] = useState<readonly string[] | undefined>();
  const [path, setPath] = useState('');
  const [choosing, setChoosing] = useState(false);
  const protect = useProtect();
  useEffect(() => {
    if (suggestions !== undefined) setFolders((before) => before ?? suggestions.map((folder) => folder.path));
  }, [suggestions]);
  const chosen = folders ?? [];
  const { preview, error } = usePlanPreview({ folders: chosen, exclusions: exclusionDefaults });
  const fit = fitOf({ path, folders: chosen, bytes: preview?.done ? preview.bytes : undefined, volumes });
  const missing = missingOf(chosen, path);
  return (
    <div className={styles.page}>
      <Answer title={t('protect.title')} detail={t('protect.hint')} />
      <Section
        title={t('protect.what')}
        hint={suggestions?.length === 0 ? t('protect.what.none') : t('protect.what.hint')}
      >
        <FolderFields folders={chosen} preview={preview} onChange={setFolders} />
        {error !== undefined && <Problem error={error} />}
        <PreviewSummary preview={preview} />
      </Section>
      <Section title={t('protect.where')} hint={t('protect.where.hint')}>
        <VolumeList
          label={t('protect.where')}
          volumes={volumes}
          folderFor={(volume) => proposeRepository(volume.mountPoint, status?.userHome ?? '/')}
          path={path}
          onPath={setPath}
        />
        {choosing ? (
          <FolderChooser
            label={t('protect.where')}
            start={status?.userHome ?? '/'}
            mayBeNew
            chooseLabel={t('where.use-folder')}
            onCancel={() => setChoosing(false)}
            onChoose={(one) => {
              setPath(one);
              setChoosing(false);
            }}
          />
        ) : (
          <Button mt={8} variant="default" onClick={() => setChoosing(true)}>
            {t('where.other-folder')}
          </Button>
        )}
        <div className={styles.fit}>{fit !== undefined && <Note tone={fit.tone}>{fit.sentence}</Note>}</div>
      </Section>
      <div className={styles.actions}>
        {protect.error !== null && <Problem error={protect.error} />}
        <Button
          loading={protect.isPending}
          disabled={missing !== undefined}
          onClick={() => protect.mutate({ folders: chosen, path })}
        >
          {t('protect.go')}
        </Button>
        <span className={styles.hint}>{missing ?? t('protect.close')}</span>
      </div>
    </div>
  );
}

function missingOf(folders: readonly string[], path: string): string | undefined {
  if (folders.length === 0) return t('plan.missing.folders');
  return path === '' ? t('plan.missing.repository') : undefined;
}
