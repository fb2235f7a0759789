import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { UnusualChange, UnusualDetails, UnusualExample } from '#shared/domain/unusual.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Section } from '../../components/section.tsx';
import styles from './unusual.module.css';

const kinds = ['changed', 'removed', 'added'] as const;
type Kind = (typeof kinds)[number];

/** Some of the files, each with the way to look at it. */
export function UnusualExamples({ details: { change, examples } }: { readonly details: UnusualDetails }): ReactElement {
  return (
    <Section title={t('unusual.examples')}>
      <ul>
        {kinds.flatMap((kind) =>
          examples[kind].map((example) => (
            <li key={`${kind} ${example.path}`} className={styles.line}>
              <PathLabel path={example.path} />
              <span className={styles.end}>
                {t(`unusual.example.${kind}`)}
                <span className={styles.size}>{sizes(example)}</span>
                <Way change={change} kind={kind} path={example.path} />
              </span>
            </li>
          )),
        )}
      </ul>
    </Section>
  );
}

const sizes = ({ sizeBefore, sizeAfter }: UnusualExample): string => formatBytes(sizeAfter ?? sizeBefore);

interface WayProps {
  readonly change: UnusualChange;
  readonly kind: Kind;
  readonly path: string;
}

/** Both versions beside each other, or the one that there is. */
function Way({ change: { planId, before, last }, kind, path }: WayProps): ReactElement | null {
  if (kind === 'changed') {
    if (before === null) return null;
    const search = { path, from: before.snapshotId, to: last.snapshotId };
    return (
      <Link to="/compare" search={search} aria-label={t('unusual.compare.label', { path: showPath(path) })}>
        {t('unusual.compare')}
      </Link>
    );
  }
  const held = kind === 'removed' ? before : last;
  return held === null ? null : (
    <Link
      to="/time"
      search={{ plan: planId, snapshot: held.snapshotId, path }}
      aria-label={t('unusual.look.label', { path: showPath(path) })}
    >
      {t('unusual.look')}
    </Link>
  );
}
