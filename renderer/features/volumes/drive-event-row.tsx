import type { ReactElement } from 'react';
import type { VolumeEvent } from '#shared/domain/volume.ts';
import { formatMoment } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { RowWords } from '../../components/row.tsx';
import { When } from '../../components/when.tsx';
import { RowOfRun } from '../activity/row-of-run.tsx';
import { describeDecision, markOfDecision } from './describe-decision.ts';

/** A time at which a drive appeared, or was let go of: what was decided and why. What was started leads to its run. */
export function DriveEventRow({ event }: { readonly event: VolumeEvent }): ReactElement {
  const now = useNow();
  const { planName, repositoryPath, runId, at } = event;
  const place = showPath(repositoryPath);
  return (
    <RowOfRun runId={runId}>
      <RowWords
        mark={markOfDecision(event)}
        name={planName === null ? place : t('drives.row', { plan: planName })}
        nameTitle={place}
        detail={describeDecision(event)}
        end={<When at={at} />}
        endDetail={formatMoment(at, now)}
      />
    </RowOfRun>
  );
}
