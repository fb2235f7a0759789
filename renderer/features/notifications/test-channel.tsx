import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ChannelDraft } from '#shared/domain/notification.ts';
import { api } from '../../api/queries.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import styles from './notifications.module.css';

/** Sends a test by the channel as it is being made, and says what the server answered. */
export function TestChannel({ draft }: { readonly draft: ChannelDraft }): ReactElement {
  const now = JSON.stringify(draft);
  const [asked, setAsked] = useState<string>();
  const test = useMutation(api.notifications.test.mutationOptions());
  const current = asked === now && !test.isPending;
  const run = () => {
    setAsked(now);
    test.mutate({ draft });
  };
  return (
    <div className={styles.test}>
      <div>
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          loading={test.isPending}
          onClick={run}
        >
          {t('channel.test')}
        </Button>
      </div>
      <div aria-live="polite">
        {current && test.data !== undefined && (
          <StateMark tone="good" icon="check" word={t('channel.test.sent', { answer: said(test.data.answer) })} />
        )}
      </div>
      {current && test.error !== null && <Problem error={test.error} onRetry={run} />}
    </div>
  );
}
