import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Doctor } from '#shared/domain/system.ts';
import { api } from '../../api/queries.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './programs.module.css';

/** The programs that Holdfast uses and the state of its own things; where something is wrong, the cure. */
export function Programs({ doctor }: { readonly doctor: Doctor | undefined }): ReactElement {
  const queryClient = useQueryClient();
  return (
    <Section
      title={t('programs.title')}
      hint={t('programs.hint')}
      actions={
        <Button
          variant="default"
          onClick={() => void queryClient.invalidateQueries({ queryKey: api.system.doctor.key() })}
        >
          {t('programs.again')}
        </Button>
      }
    >
      {doctor === undefined ? (
        <WaitingRows count={3} height={48} />
      ) : (
        <ul>
          {doctor.programs.map(({ name, purpose, version, path, ok, problem }) => (
            <li key={name} className={styles.row}>
              <Mark ok={ok} />
              <div className={styles.words}>
                <p>
                  <strong className={styles.name}>{name}</strong> {version} · {said(purpose)}
                </p>
                <p className={styles.quiet}>
                  {problem === null ? (path === null ? '' : showPath(path)) : said(problem)}
                </p>
              </div>
            </li>
          ))}
          {doctor.checks.map(({ name, ok, message }) => (
            <li key={name} className={styles.row}>
              <Mark ok={ok} />
              <div className={styles.words}>
                <p className={styles.name}>{showPath(said(name))}</p>
                <p className={styles.quiet}>{said(message)}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const Mark = ({ ok }: { readonly ok: boolean }): ReactElement => (
  <span className={styles.mark}>
    {ok ? (
      <StateMark tone="good" icon="check" word={t('programs.ok')} />
    ) : (
      <StateMark tone="bad" icon="cross" word={t('programs.bad')} />
    )}
  </span>
);
