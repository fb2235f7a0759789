import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { VolumeEvent } from '#shared/domain/volume.ts';
import { formatMoment } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { RowWords, rowClass } from '../../components/row.tsx';
import { When } from '../../components/when.tsx';
import { describeDecision, markOfDecision } from './describe-decision.ts';

/** A time at which a drive appeared, or was let go of: what was decided and why. What was started leads to its run. */
export function DriveEventRow({ event }: { readonly event: VolumeEvent }): ReactElement {
  const { runId } = event;
  if (runId === null) {
    return (
      <div className={rowClass}>
        <EventWords event={event} />
      </div>
    );
  }
  return (
    <Link to="/activity/$runId" params={{ runId }} className={rowClass}>
      <EventWords event={event} />
    </Link>
  );
}

function EventWords({ event }: { readonly event: VolumeEvent }): ReactElement {
  const now = useNow();
  const { planName, repositoryPath, at } = event;
  const place = showPath(repositoryPath);
  return (
    <RowWords
      mark={markOfDecision(event)}
      name={planName === null ? place : t('drives.row', { plan: planName })}
      nameTitle={place}
      detail={describeDecision(event)}
      end={<When at={at} />}
      endDetail={formatMoment(at, now)}
    />
  );
}
