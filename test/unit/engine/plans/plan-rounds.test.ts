import { expect, it } from 'vitest';
import type { CatalogueClient } from '../../../../electron/engine/catalogue/catalogue-client.ts';
import type { PlanRow } from '../../../../electron/engine/catalogue/plans-store.ts';
import { createPlanRounds } from '../../../../electron/engine/plans/plan-rounds.ts';

const row = (key: number): PlanRow => ({ key }) as PlanRow;

function makeRounds() {
  const logged: unknown[] = [];
  const catalogue = { read: { plans: { list: async () => [row(1), row(2), row(3)] } } } as CatalogueClient;
  const logger = { info: () => {}, error: (_: string, cause?: unknown) => void logged.push(cause) };
  return { logged, rounds: createPlanRounds({ catalogue, logger, failed: 'failed' }) };
}

it('a plan that fails is logged, and keeps no other from its turn', async () => {
  const { logged, rounds } = makeRounds();
  const seen: number[] = [];
  const fault = new Error('gone');
  await rounds.look(async ({ key }) => {
    if (key === 1) throw fault;
    seen.push(key);
  });
  expect(seen).toEqual([2, 3]);
  expect(logged).toEqual([fault]);
});

it('one round goes on at a time, and none begins after the stop', async () => {
  const { rounds } = makeRounds();
  const seen: number[] = [];
  const lookAt = async ({ key }: PlanRow) => void seen.push(key);
  await Promise.all([rounds.look(lookAt), rounds.look(lookAt)]);
  expect(seen).toEqual([1, 2, 3]);
  await rounds.look(async ({ key }) => {
    seen.push(key);
    rounds.stop();
  });
  await rounds.look(lookAt);
  expect(seen).toEqual([1, 2, 3, 1]);
});
