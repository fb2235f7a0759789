import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import type { TimeSearch } from '../../app/search-params.ts';
import { SearchBox } from '../../components/search-box.tsx';

interface FindFieldProps {
  readonly find: string | undefined;
  readonly className?: string;
}

/** Looks while one types; an empty field goes back to the snapshot. */
export function FindField({ find, className }: FindFieldProps): ReactElement {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(find ?? '');
  const sent = useRef(find ?? '');
  const look = useDebouncedCallback((text: string) => {
    const wanted = text.trim();
    sent.current = wanted;
    void navigate({
      to: '/time',
      search: (before: TimeSearch) =>
        wanted === '' ? { ...before, find: undefined, filters: undefined } : { ...before, find: wanted },
      replace: find !== undefined,
    });
  }, 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another address matters
  useEffect(() => {
    if (sent.current === (find ?? '')) return;
    // The address changed by other means than typing here: the palette, Back, one of those that were found.
    sent.current = find ?? '';
    look.cancel();
    setTyped(sent.current);
  }, [find]);
  return (
    <SearchBox
      className={className}
      label={t('time.find')}
      value={typed}
      autoFocus={find !== undefined}
      onChange={(text) => {
        setTyped(text);
        look(text);
      }}
    />
  );
}
