import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { UnusualAnswer, UnusualChange, UnusualDetails } from '#shared/domain/unusual.ts';
import { api } from '../../api/queries.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { WhenRead } from '../../components/when-read.tsx';
import { shareWords } from './share-words.ts';
import { UnusualExamples } from './unusual-examples.tsx';
import { UnusualFolders } from './unusual-folders.tsx';
import { UnusualLooks } from './unusual-looks.tsx';
import { UnusualTypes } from './unusual-types.tsx';

/** “What happened to my files, and was it me?” */
export function UnusualPage(): ReactElement {
  const { planId } = useParams({ from: '/plans/$planId/unusual' });
  const { data, error, refetch } = useQuery(api.unusual.details.queryOptions({ input: { plan: planId } }));
  return (
    <WhenRead data={data} error={error} onRetry={refetch} unknown={t('unusual.unknown')} rows={8}>
      {(details) =>
        details === null ? (
          <Answer title={t('unusual.none')} detail={t('unusual.none.hint')} />
        ) : (
          <Unusual details={details} />
        )
      }
    </WhenRead>
  );
}

function Unusual({ details }: { readonly details: UnusualDetails }): ReactElement {
  const { change } = details;
  const now = useNow();
  const reply = useReply(change);
  return (
    <>
      <Answer
        title={t('unusual.title', {
          lost: change.changed + change.removed,
          files: t('files', { count: change.files }),
        })}
        detail={t('unusual.found', { ago: formatAgo(change.first.at, now), usual: usualWords(change) })}
        actions={<Answers change={change} pending={reply.isPending} onAnswer={reply.answer} />}
      />
      {reply.error !== null && <Problem error={reply.error} />}
      {change.before === null && <Note tone="info">{t('unusual.lost-before')}</Note>}
      {change.restoredAt !== null && (
        <Note tone="info">
          <p>{t('unusual.restored', { ago: formatAgo(change.restoredAt, now) })}</p>
          <Button variant="default" mt={8} loading={reply.isPending} onClick={() => reply.answer('restored')}>
            {t('unusual.put-right')}
          </Button>
        </Note>
      )}
      <UnusualLooks details={details} />
      <UnusualTypes types={details.types} />
      <UnusualFolders folders={details.folders} />
      <UnusualExamples details={details} />
    </>
  );
}

const usualWords = ({ usual }: UnusualChange): string =>
  usual === null ? t('unusual.no-history') : t('unusual.usual', { share: shareWords(usual) });

function useReply({ planId }: UnusualChange) {
  const queryClient = useQueryClient();
  const reply = useMutation(
    api.unusual.answer.mutationOptions({ onSuccess: () => void queryClient.invalidateQueries() }),
  );
  const answer = (said: UnusualAnswer) => reply.mutate({ plan: planId, answer: said });
  return { answer, error: reply.error, isPending: reply.isPending };
}

interface AnswersProps {
  readonly change: UnusualChange;
  readonly pending: boolean;
  readonly onAnswer: (answer: UnusualAnswer) => void;
}

const Answers = ({ change: { before }, pending, onAnswer }: AnswersProps): ReactElement => (
  <>
    <Button variant="default" loading={pending} title={t('unusual.mine.hint')} onClick={() => onAnswer('mine')}>
      {t('unusual.mine')}
    </Button>
    {before !== null && (
      <LinkButton
        to="/restore"
        search={{ snapshot: before.snapshotId, paths: [], exact: true }}
        title={t('unusual.restore.hint')}
      >
        {t('unusual.restore')}
      </LinkButton>
    )}
  </>
);
