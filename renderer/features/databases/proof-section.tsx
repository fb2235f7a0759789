import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { useNow } from '../../app/format/use-now.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { describeProof, markOfDump, reportOf } from './describe-proof.ts';
import styles from './proof-section.module.css';

/** The newest test restore of a dump: what was compared, what differed, and what could not be tried here. */
export function ProofSection({ dump }: { readonly dump: Dump }): ReactElement {
  const now = useNow();
  const { proof } = dump;
  return (
    <Section title={t('proof.title')}>
      <p className={styles.line}>
        <StateMark {...markOfDump(dump)} word={capitalised(describeProof(dump, now))} />
        {proof !== null && (
          <Link to="/activity/$runId" params={{ runId: proof.runId }}>
            {t('run.details')}
          </Link>
        )}
      </p>
      <p className={styles.quiet}>{proof === null ? t('proof.none') : reportOf(proof)}</p>
      {proof !== null && <Sentences title={t('proof.failures')} sentences={proof.failures} bad />}
      {proof !== null && <Sentences title={t('proof.remarks')} sentences={proof.remarks} />}
    </Section>
  );
}

const capitalised = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

interface SentencesProps {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly bad?: boolean;
}

/** Sentences of a report under a title of their own; nothing where there are none. */
function Sentences({ title, sentences, bad = false }: SentencesProps): ReactElement | null {
  if (sentences.length === 0) return null;
  return (
    <div className={styles.sentences}>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence} className={bad ? styles.bad : styles.remark}>
            {said(sentence)}
          </li>
        ))}
      </ul>
    </div>
  );
}
