import { expect, test } from 'vitest';
import { foundHooks, planHooks } from '../../../../electron/engine/hooks/plan-hooks.ts';
import { type Hook, type HookDraft, hookDraftSchema } from '../../../../shared/domain/hook.ts';

const draft = (fields: Partial<HookDraft>): HookDraft =>
  hookDraftSchema.parse({ when: 'before', command: 'true', ...fields });
const [known] = planHooks([draft({})]) as [Hook];
const [strange] = foundHooks([known]) as [Hook];

test('who writes a command has agreed to it; one that came with a repository waits for somebody to say so', () => {
  expect(known).toMatchObject({ agreed: true, timeoutSeconds: 300, stopOnFailure: false });
  expect(strange).toEqual({ ...known, agreed: false });
  const { agreed: _, ...asItWas } = strange;
  expect(planHooks([asItWas], [strange])).toEqual([strange]);
  expect(planHooks([strange], [strange])).toEqual([strange]);
  expect(planHooks([{ ...asItWas, when: 'always', timeoutSeconds: 1 }], [strange])[0]?.agreed).toBe(false);
  expect(planHooks([{ ...asItWas, agreed: true }], [strange])[0]?.agreed).toBe(true);
  expect(planHooks([{ ...asItWas, command: 'false' }], [strange])[0]?.agreed).toBe(true);
});

test('only a command before a backup can stop it, and ids are those that the plan has', () => {
  expect(() => planHooks([draft({ when: 'always', stopOnFailure: true })])).toThrow('Only a command before');
  expect(() => planHooks([draft({ id: crypto.randomUUID() })], [known])).toThrow('no command with the id');
  expect(() => planHooks([known, known], [known])).toThrow('given twice');
  expect(hookDraftSchema.safeParse({ when: 'before', command: '  ' }).success).toBe(false);
  expect(hookDraftSchema.safeParse({ when: 'before', command: 'a\0b' }).success).toBe(false);
});
