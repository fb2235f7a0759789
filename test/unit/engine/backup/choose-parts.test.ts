import { expect, test } from 'vitest';
import { chooseParts } from '../../../../electron/engine/backup/choose-parts.ts';
import { databaseSourceSchema } from '../../../../shared/domain/database.ts';
import type { Plan } from '../../../../shared/domain/plan.ts';
import { plainPlan } from '../../../helpers/plain-plan.ts';

const source = databaseSourceSchema.parse({ id: crypto.randomUUID(), label: 'main', connection: {} });

const plan = (folders: string[], databases: Plan['databases']) => plainPlan({ name: 'Shop', folders, databases });

test('a run takes what its plan has, or the part that was asked for', () => {
  const both = plan(['/srv'], [source]);
  expect(chooseParts(both, null)).toEqual({ files: true, databases: [source] });
  expect(chooseParts(both, 'files')).toEqual({ files: true, databases: [] });
  expect(chooseParts(both, 'databases')).toEqual({ files: false, databases: [source] });
  expect(chooseParts(plan([], [source]))).toEqual({ files: false, databases: [source] });
});

test('a part that the plan has not is refused with what to do', () => {
  expect(() => chooseParts(plan([], [source]), 'files')).toThrow('“Shop” has no folders. Add one with');
  expect(() => chooseParts(plan(['/srv'], []), 'databases')).toThrow('“Shop” has no databases. Add one with');
});
