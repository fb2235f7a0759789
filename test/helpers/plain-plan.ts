import { type Plan, planSchema } from '../../shared/domain/plan.ts';

/**
 * A stored plan with what is said here, and otherwise as plain as can be: all of one folder, nothing by itself, everything
 * kept. What plans come to have besides gets its default, so nothing has to be said of it where it does not matter.
 */
export const plainPlan = (said: Partial<Plan> = {}): Plan =>
  planSchema.parse({
    id: crypto.randomUUID(),
    name: 'Home',
    slug: 'home',
    repositoryId: crypto.randomUUID(),
    createdAt: '2026-01-01T00:00:00.000Z',
    folders: ['/home/ada'],
    exclusions: {},
    allowFullCopies: false,
    acceptEmpty: [],
    timeZone: 'UTC',
    ...said,
  });
