import type { ReactElement, ReactNode } from 'react';
import { Answer } from './answer.tsx';
import { Problem } from './problem.tsx';
import { WaitingRows } from './waiting-rows.tsx';

interface WhenReadProps<Data> {
  /** What the page is about; undefined while it is being read, and where it can't be. */
  readonly data: Data | undefined;
  /** Null where nothing hindered. */
  readonly error: unknown;
  readonly onRetry: () => unknown;
  /** The page's answer where it can't be read. */
  readonly unknown: string;
  /** So many rows stand for what will be there. */
  readonly rows: number;
  readonly children: (data: Data) => ReactNode;
}

/** A page about one thing: until that is read its place is kept, and what hinders it is told. */
export function WhenRead<Data>(props: WhenReadProps<Data>): ReactElement {
  const { data, error, onRetry, unknown, rows, children } = props;
  if (data !== undefined) return <>{children(data)}</>;
  if (error === null) {
    return (
      <>
        <Answer title={undefined} />
        <WaitingRows count={rows} height={32} />
      </>
    );
  }
  return (
    <>
      <Answer title={unknown} />
      <Problem error={error} onRetry={() => void onRetry()} />
    </>
  );
}
