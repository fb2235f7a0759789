import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconPoint, type TablerIcon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ConnectionReport } from '#shared/domain/database.ts';
import { t } from '../../app/messages/t.ts';
import { type ConnectionFact, factsOf, type Purpose } from './facts-of-connection.ts';
import styles from './test-connection.module.css';

const icons: Readonly<Record<ConnectionFact['tone'], TablerIcon>> = {
  good: IconCheck,
  warn: IconAlertTriangle,
  quiet: IconPoint,
};

interface ConnectionFactsProps {
  readonly report: ConnectionReport;
  readonly purpose: Purpose;
}

/** What a server said of itself and of the role, one sentence a line; what is missing comes with its next step. */
export function ConnectionFacts({ report, purpose }: ConnectionFactsProps): ReactElement {
  const { install } = report.client;
  return (
    <>
      <ul className={styles.facts} aria-label={t('server.report')}>
        {factsOf(report, purpose).map(({ tone, sentence }) => (
          <Fact key={sentence} tone={tone} sentence={sentence} />
        ))}
      </ul>
      {install !== null && <Install command={install} />}
    </>
  );
}

function Fact({ tone, sentence }: ConnectionFact): ReactElement {
  const Icon = icons[tone];
  return (
    <li className={styles.fact}>
      <Icon size={16} stroke={2} className={styles[tone]} aria-hidden />
      <span>{sentence}</span>
    </li>
  );
}

function Install({ command }: { readonly command: string }): ReactElement {
  const clipboard = useClipboard();
  return (
    <div className={styles.install}>
      {t('server.install')}
      <code className={styles.command}>{command}</code>
      <Button variant="default" onClick={() => clipboard.copy(command)}>
        {t(clipboard.copied ? 'server.copied' : 'server.copy')}
      </Button>
    </div>
  );
}
