import { z } from 'zod';
import { connectionReportSchema, databaseDraftSchema } from '../domain/database.ts';
import { base } from './base.ts';

export const databasesContract = {
  /**
   * Connects to a server as a plan with this source would and tells what it holds and allows. With `plan` and the id of
   * a source of it, the password that is kept for that source is used where the draft has none.
   */
  test: base
    .route({ method: 'POST', path: '/databases/test' })
    .input(z.object({ source: databaseDraftSchema, plan: z.string().optional() }))
    .output(connectionReportSchema),
};
