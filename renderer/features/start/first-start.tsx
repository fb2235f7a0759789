import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { SampleRow } from '../sample/sample-row.tsx';
import styles from './first-start.module.css';

interface FirstStartProps {
  /** There is sample data, and nothing else. */
  readonly withSample: boolean;
}

/** Two doors for whoever has no plan yet, and sample data for those who want to look first. */
export function FirstStart({ withSample }: FirstStartProps): ReactElement {
  const { data: doctor } = useQuery(api.system.doctor.queryOptions());
  const missing = doctor?.programs.filter(({ ok }) => !ok) ?? [];
  return (
    <>
      <Answer
        title={t(withSample ? 'sample.only' : 'start.title')}
        detail={t(withSample ? 'sample.only.hint' : 'start.hint')}
      />
      <ul className={styles.doors}>
        <li className={styles.door}>
          <div className={styles.words}>
            <h2>{t('start.protect')}</h2>
            <p>{t('start.protect.hint')}</p>
          </div>
          <LinkButton to="/start/protect">{t('start.protect')}</LinkButton>
        </li>
        <li className={styles.door}>
          <div className={styles.words}>
            <h2>{t('start.connect')}</h2>
            <p>{t('start.connect.hint')}</p>
          </div>
          <LinkButton to="/start/connect" variant="default">
            {t('start.connect.go')}
          </LinkButton>
        </li>
      </ul>
      <SampleRow />
      {missing.map(({ name, problem }) => (
        <p key={name} className={styles.problem} role="alert">
          {problem === null ? '' : said(problem)}
        </p>
      ))}
    </>
  );
}
