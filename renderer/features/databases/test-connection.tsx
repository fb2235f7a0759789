import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ConnectionReport } from '#shared/domain/database.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import type { Purpose } from './facts-of-connection.ts';
import styles from './test-connection.module.css';

interface TestConnectionProps {
  readonly purpose: Purpose;
  readonly report: ConnectionReport | undefined;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onTest: () => void;
}

/** Asks the server, and says in words what it answered. */
export const TestConnection = ({ purpose, report, pending, error, onTest }: TestConnectionProps): ReactElement => (
  <div className={styles.test}>
    <div>
      <Button
        variant="default"
        leftSection={<IconPlugConnected size={16} aria-hidden />}
        loading={pending}
        onClick={onTest}
      >
        {t('server.test')}
      </Button>
    </div>
    <div aria-live="polite">
      {report !== undefined && !pending && <ConnectionFacts report={report} purpose={purpose} />}
    </div>
    {error !== null && !pending && <Problem error={error} onRetry={onTest} />}
  </div>
);
