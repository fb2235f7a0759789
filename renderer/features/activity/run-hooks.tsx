import type { ReactElement } from 'react';
import type { HookReport } from '#shared/domain/hook.ts';
import { hookEndWords } from '#shared/hook-words.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { currentLanguage } from '../../app/messages/language.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';
import { RunItem, runItemName } from './run-item.tsx';

/** The plan's own commands that were run for a run, each with how it ended; what they wrote is in the log. */
export function RunHooks({ hooks }: { readonly hooks: readonly HookReport[] }): ReactElement | null {
  if (hooks.length === 0) return null;
  return (
    <Section title={t('run-hooks.title', { count: hooks.length })}>
      <ul>
        {hooks.map((hook, index) => (
          <RunItem
            // biome-ignore lint/suspicious/noArrayIndexKey: they are those of a run, and never change their places
            key={index}
            mark={
              hook.end === 'done'
                ? { tone: 'good', icon: 'check', word: t('run-hooks.done') }
                : { tone: 'warn', icon: 'warning', word: t('outcome.failed') }
            }
            name={<span className={runItemName}>{hook.command}</span>}
            words={[
              t(`hook.when.${hook.when}`),
              hookEndWords(hook, currentLanguage()),
              formatDuration(hook.durationMs),
            ].join(' · ')}
          />
        ))}
      </ul>
    </Section>
  );
}
