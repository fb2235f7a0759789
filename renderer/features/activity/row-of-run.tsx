import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { rowClass } from '../../components/row.tsx';

interface RowOfRunProps {
  /** Null where no run came of it. */
  readonly runId: string | null;
  readonly children: ReactNode;
}

/** A row about something that may have led to a run: then it leads there. */
export const RowOfRun = ({ runId, children }: RowOfRunProps): ReactElement =>
  runId === null ? (
    <div className={rowClass}>{children}</div>
  ) : (
    <Link to="/activity/$runId" params={{ runId }} className={rowClass}>
      {children}
    </Link>
  );
