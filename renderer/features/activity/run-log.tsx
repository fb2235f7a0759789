import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { describeError } from '../../app/describe-error.ts';
import { t } from '../../app/messages/t.ts';
import { LogText } from '../../components/log-text.tsx';
import { Section } from '../../components/section.tsx';

interface RunLogProps {
  readonly run: string;
  readonly ended: boolean;
}

const refreshMs = 2000;

/** The log of a run, to be read and copied; it grows while the run goes on. */
export function RunLog({ run, ended }: RunLogProps): ReactElement {
  const clipboard = useClipboard({ timeout: 2000 });
  const { data: lines, error } = useQuery({
    // Below the runs' own key, so that it is read again when they change.
    queryKey: [...api.runs.key(), 'whole-log', run],
    queryFn: () => readLog(run),
    refetchInterval: ended ? false : refreshMs,
  });
  const text = lines?.join('\n') ?? '';
  return (
    <Section
      title={t('log.title')}
      actions={
        <Button variant="default" disabled={text === ''} onClick={() => clipboard.copy(text)}>
          {t(clipboard.copied ? 'log.copied' : 'log.copy')}
        </Button>
      }
    >
      <LogText steady>
        {error === null ? text || t(lines === undefined ? 'waiting' : 'log.empty') : describeError(error).sentence}
      </LogText>
    </Section>
  );
}

/** At most so many lines are shown: the file itself holds them all. */
const linesAtMost = 20_000;

async function readLog(run: string): Promise<readonly string[]> {
  const all: string[] = [];
  let from: number | null = 0;
  while (from !== null && all.length < linesAtMost) {
    const { lines, next }: Awaited<ReturnType<typeof client.runs.log>> = await client.runs.log({ run, from });
    all.push(...lines);
    from = next;
  }
  return all;
}
