import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { describeEvery } from '#shared/describe-every.ts';
import { type ScheduleDraft, timingSchema } from '#shared/domain/schedule.ts';
import { api } from '../../../api/queries.ts';
import { currentLanguage } from '../../../app/messages/language.ts';

/** A pause in typing. */
const pauseMs = 200;

/** How a schedule reads in words and when it comes due next; undefined while it can't be told. */
export function useNextRuns({
  every,
  timeZone,
}: Pick<ScheduleDraft, 'every' | 'timeZone'>):
  | { readonly words: string; readonly next: readonly string[] }
  | undefined {
  const [timing] = useDebouncedValue({ every, timeZone }, pauseMs);
  const readable = timingSchema.safeParse(timing).success;
  const { data } = useQuery({
    ...api.schedules.preview.queryOptions({ input: { ...timing, count: 3 } }),
    enabled: readable,
    placeholderData: keepPreviousData,
  });
  return readable && data !== undefined
    ? { words: describeEvery(timing.every, currentLanguage()), next: data.next }
    : undefined;
}
