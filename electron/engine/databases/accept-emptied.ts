import type { DatabaseSource } from '#shared/domain/database.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { RunContext } from '../runs/run-context.ts';

/** How a plan's list of what may be empty names its database servers: no folder is called so. */
export const emptiedMark = ({ id }: Pick<DatabaseSource, 'id'>): string => `database:${id}`;

type Plans = Pick<RunContext, 'catalogue' | 'db'>;

/** Whether databases of a server may have lost all their tables since their last dump. */
export const mayBeEmptied = ({ catalogue }: Plans, source: DatabaseSource): boolean =>
  planOf(catalogue, source)?.acceptEmpty.includes(emptiedMark(source)) ?? false;

/** What was accepted is in a dump now: should tables vanish once more, that is a failure. */
export function forgetEmptied({ catalogue, db }: Plans, source: DatabaseSource): void {
  db.transaction(() => {
    const plan = planOf(catalogue, source);
    const mark = emptiedMark(source);
    if (!plan?.acceptEmpty.includes(mark)) return;
    catalogue.plans.put({ ...plan, acceptEmpty: plan.acceptEmpty.filter((accepted) => accepted !== mark) });
  }).immediate();
}

const planOf = (catalogue: Plans['catalogue'], { id }: DatabaseSource): Plan | undefined =>
  catalogue.plans.list().find(({ plan }) => plan.databases.some((source) => source.id === id))?.plan;
