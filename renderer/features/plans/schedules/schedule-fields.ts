import { type Every, type Schedule, type ScheduleDraft, scheduleDraftSchema } from '#shared/domain/schedule.ts';

/** A schedule while it is edited; `key` tells it from the others. */
export interface ScheduleFields {
  readonly key: string;
  readonly draft: ScheduleDraft;
}

export const everyKinds = ['hourly', 'daily', 'weekly', 'monthly', 'cron'] as const;

export const schedulesFields = (schedules: readonly Schedule[]): readonly ScheduleFields[] =>
  schedules.map(({ since: _, ...draft }) => ({ key: draft.id, draft }));

export const scheduleDrafts = (fields: readonly ScheduleFields[]): ScheduleDraft[] => fields.map(({ draft }) => draft);

/** Every day at three, unless something says otherwise. */
export const newSchedule = (): ScheduleFields => ({
  key: crypto.randomUUID(),
  draft: scheduleDraftSchema.parse({ every: { kind: 'daily', at: '03:00' } }),
});

/** Whether it says when: a cron expression may be half typed. */
export const isWhole = ({ draft }: ScheduleFields): boolean => scheduleDraftSchema.safeParse(draft).success;

/** Times of another kind, keeping the time of day. */
export function everyOf(kind: Every['kind'], before: Every): Every {
  const at = 'at' in before ? before.at : '03:00';
  const [hours = 3, minutes = 0] = at.split(':').map(Number);
  switch (kind) {
    case 'hourly':
      return { kind, minute: 0 };
    case 'daily':
      return { kind, at };
    case 'weekly':
      return { kind, day: 0, at };
    case 'monthly':
      return { kind, day: 1, at };
    case 'cron':
      return { kind, expression: `${minutes} ${hours} * * *` };
  }
}
