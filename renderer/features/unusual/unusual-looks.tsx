import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { UnusualDetails } from '#shared/domain/unusual.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';

/** What happened in sentences, with what hints at a program that encrypts files. */
export function UnusualLooks({ details }: { readonly details: UnusualDetails }): ReactElement {
  const { change, changed, removed, added, bytes, renamed, sampled } = details;
  const { planId, before, last } = change;
  return (
    <Section title={t('unusual.what')}>
      <p>
        {t('unusual.counts', { changed: t('files', { count: changed }), removed, added })}{' '}
        {t('unusual.bytes', { size: formatBytes(bytes) })}
      </p>
      {renamed !== null && <p>{t('unusual.renamed', { count: renamed.files, ending: renamed.ending })}</p>}
      {sampled !== null && <p>{sampledWords(sampled)}</p>}
      {before !== null && (
        <Link to="/time" search={{ plan: planId, snapshot: last.snapshotId, since: before.snapshotId }}>
          {t('unusual.all')}
        </Link>
      )}
    </Section>
  );
}

function sampledWords({ files, scrambled }: NonNullable<UnusualDetails['sampled']>): string {
  const looked = t('files', { count: files });
  return scrambled === 0 ? t('unusual.plain', { files: looked }) : t('unusual.scrambled', { scrambled, files: looked });
}
