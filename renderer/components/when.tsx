import type { ReactElement } from 'react';
import { formatAgo, formatExact } from '../app/format/format-when.ts';
import { useNow } from '../app/format/use-now.ts';

/** How long ago, with the exact time on hover. */
export function When({ at }: { readonly at: string }): ReactElement {
  const now = useNow();
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatAgo(at, now)}
    </time>
  );
}
