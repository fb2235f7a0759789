import { useQuery } from '@tanstack/react-query';
import { describeSchedule } from '#shared/describe-schedule.ts';
import type { RetentionPreview } from '#shared/domain/retention.ts';
import { api } from '../../../api/queries.ts';
import { currentLanguage } from '../../../app/messages/language.ts';

/** The schedules of a plan that keep something of their own, each in words of the window's language. */
export function useScheduleWords(
  planId: string,
  schedules: RetentionPreview['schedules'],
): RetentionPreview['schedules'] {
  const { data } = useQuery(api.plans.list.queryOptions());
  const known = data?.find(({ plan }) => plan.id === planId)?.plan.schedules ?? [];
  return schedules.map((own) => {
    const schedule = known.find(({ id }) => id === own.scheduleId);
    return schedule === undefined
      ? own
      : { ...own, words: describeSchedule({ ...schedule, keep: null }, currentLanguage()) };
  });
}
