import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import { t } from '../messages/t.ts';

/** Stands for a page that could not be drawn. */
export const RouteProblem = ({ error, reset }: ErrorComponentProps): ReactElement => (
  <>
    <Answer title={t('problem.page')} />
    <Problem error={error} onRetry={reset} />
  </>
);
