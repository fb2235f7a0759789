import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef } from 'react';
import { type HookDraft, type HookTrial, hookDraftSchema } from '#shared/domain/hook.ts';
import { hookEndWords } from '#shared/hook-words.ts';
import { client } from '../../../api/client.ts';
import { formatDuration } from '../../../app/format/format-duration.ts';
import { currentLanguage } from '../../../app/messages/language.ts';
import { t } from '../../../app/messages/t.ts';
import { LogText } from '../../../components/log-text.tsx';
import { Problem } from '../../../components/problem.tsx';
import { StateMark } from '../../../components/state-mark.tsx';
import styles from './hooks.module.css';

interface TryHookProps {
  readonly plan: string | undefined;
  readonly draft: HookDraft;
}

/** Runs the command as it stands there, and shows what it wrote and how it ended. It is ended with the editor. */
export function TryHook({ plan, draft: { when, command, timeoutSeconds } }: TryHookProps): ReactElement {
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const trial = useMutation({
    mutationFn: () => {
      abort.current = new AbortController();
      return client.plans.tryHook({ plan, hook: { when, command, timeoutSeconds } }, { signal: abort.current.signal });
    },
  });
  const stopped = abort.current?.signal.aborted === true;
  return (
    <div className={styles.trial}>
      <div className={styles.fields}>
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={!hookDraftSchema.shape.command.safeParse(command).success}
          loading={trial.isPending}
          onClick={() => trial.mutate()}
        >
          {t('hook.try')}
        </Button>
        {trial.isPending && (
          <Button variant="default" onClick={() => abort.current?.abort()}>
            {t('hook.try.stop')}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {trial.isPending && <p>{t('hook.try.running')}</p>}
        {trial.data !== undefined && !trial.isPending && <Tried trial={trial.data} />}
      </div>
      {trial.error !== null && !stopped && <Problem error={trial.error} onRetry={() => trial.mutate()} />}
    </div>
  );
}

const Tried = ({ trial }: { readonly trial: HookTrial }): ReactElement => (
  <>
    <p className={styles.end}>
      <StateMark
        {...(trial.end === 'done'
          ? { tone: 'good', icon: 'check', word: t('hook.try.done') }
          : { tone: 'bad', icon: 'cross', word: t('hook.try.failed') })}
      />
      <span>
        {t('hook.try.time', { end: hookEndWords(trial, currentLanguage()), time: formatDuration(trial.durationMs) })}
      </span>
    </p>
    <LogText label={t('hook.try.output')}>{trial.output || t('hook.try.silent')}</LogText>
  </>
);
