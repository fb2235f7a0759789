import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import type { TimeSearch } from '../../app/search-params.ts';

interface FindFieldProps {
  readonly find: string | undefined;
  readonly className?: string;
}

/** Looks while one types; an empty field goes back to the snapshot. */
export function FindField({ find, className }: FindFieldProps): ReactElement {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(find ?? '');
  const [last, setLast] = useState(find);
  if (last !== find) {
    setLast(find);
    // The address changed by other means than typing here: the palette, Back.
    if ((find ?? '') !== typed.trim()) setTyped(find ?? '');
  }
  const look = useDebouncedCallback((text: string) => {
    const wanted = text.trim();
    void navigate({
      to: '/time',
      search: (before: TimeSearch) =>
        wanted === '' ? { ...before, find: undefined, filters: undefined } : { ...before, find: wanted },
      replace: find !== undefined,
    });
  }, 200);
  return (
    <TextInput
      className={className}
      type="search"
      aria-label={t('time.find')}
      placeholder={t('time.find')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      autoFocus={find !== undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        look(event.currentTarget.value);
      }}
    />
  );
}
