import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeIssue } from '#shared/contract/describe-issue.ts';
import { planDraftSchema } from '#shared/domain/plan.ts';

const told = (schema: z.ZodType, input: unknown): readonly string[] =>
  (schema.safeParse(input).error?.issues ?? []).map((issue) => describeIssue(issue));

test('what is wrong with an input is told in sentences', () => {
  expect(
    told(planDraftSchema, { name: ' ', databases: [{ label: 'x', connection: {}, include: [] }], repository: 7 }),
  ).toEqual([
    '“name” must not be empty.',
    '“repository” must be a text.',
    '“databases.0.include” must hold at least one.',
  ]);
  expect(told(planDraftSchema, {})).toContain('“name” is missing.');
  expect(told(planDraftSchema, { name: 'x'.repeat(101), folders: ['/a'], repository: 'r' })).toEqual([
    '“name” must be at most 100 characters long.',
  ]);
  const page = z.object({ limit: z.number().int().min(1).max(1000), kind: z.enum(['a', 'b']), id: z.uuid() });
  expect(told(page, { limit: 5000, kind: 'c', id: 'x' })).toEqual([
    '“limit” must be at most 1000.',
    '“kind” must be one of a, b.',
    '“id” is not right: UUID.',
  ]);
  expect(told(page, { limit: 0.5, kind: 'a', id: crypto.randomUUID() })[0]).toBe('“limit” must be a whole number.');
  expect(told(page, 'text')).toEqual(['The input must be an object.']);
});
