import type { ReactElement } from 'react';
import type { UnusualDetails } from '#shared/domain/unusual.ts';
import { formatNumber } from '../../app/format/format-number.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';
import styles from './unusual.module.css';

/** Which types of files went, and which came. */
export const UnusualTypes = ({ types }: Pick<UnusualDetails, 'types'>): ReactElement => (
  <Section title={t('unusual.types')}>
    <table className={styles.types}>
      <thead>
        <tr>
          <th scope="col">{t('unusual.type')}</th>
          <th scope="col">{t('unusual.type.lost')}</th>
          <th scope="col">{t('unusual.type.new')}</th>
        </tr>
      </thead>
      <tbody>
        {types.map(({ ending, lost, added }) => (
          <tr key={ending}>
            <th scope="row">{ending === '' ? t('unusual.type.none') : `.${showPath(ending)}`}</th>
            <td>{formatNumber(lost)}</td>
            <td>{formatNumber(added)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Section>
);
