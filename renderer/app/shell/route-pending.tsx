import type { ReactElement } from 'react';
import { Answer } from '../../components/answer.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';

/** Stands for a page whose code is still on its way. */
export const RoutePending = (): ReactElement => (
  <>
    <Answer title={undefined} />
    <WaitingRows count={4} height={64} />
  </>
);
