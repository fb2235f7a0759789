import { type PlanDraft, planDraftSchema } from '#shared/domain/plan.ts';

/** A plan to be made, with what is said here and otherwise as plain as can be. */
export const plainDraft = (said: Pick<PlanDraft, 'name' | 'repository'> & Partial<PlanDraft>): PlanDraft =>
  planDraftSchema.parse({ keep: null, ...said });
