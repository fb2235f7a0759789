import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { HoldfastError } from '#shared/errors.ts';
import { failureDocument, toFailure } from '../../../electron/cli/failure.ts';

test('a failure keeps its kind, whether thrown here or sent over the wire', async () => {
  const here = await toFailure(new HoldfastError('plan-not-found', { plan: 'Home' }));
  const sent = await toFailure(
    new ORPCError('plan-not-found', { status: 404, message: here.message, data: { plan: 'Home' } }),
  );
  expect(here).toEqual(sent);
  expect(here).toMatchObject({ code: 'plan-not-found', exit: 10, details: { plan: 'Home' } });
});

test('the phrase that confirms stands beside the details', async () => {
  const failure = await toFailure(new HoldfastError('confirmation-needed', { consequence: 'x', phrase: 'delete 3' }));
  expect(failure.exit).toBe(14);
  expect(failureDocument(failure)).toMatchObject({ type: 'error', code: 'confirmation-needed', phrase: 'delete 3' });
});

test('an input the contract refuses is wrong usage', async () => {
  const data = { issues: [{ path: ['name'], message: 'Too small' }] };
  const failure = await toFailure(new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data }));
  expect(failure).toMatchObject({ code: 'invalid-input', exit: 2 });
  expect(failure.message).toContain('“name” is not right: Too small.');
});

test('anything else is internal and says its reason', async () => {
  expect(await toFailure(new Error('boom'))).toMatchObject({ code: 'internal', exit: 1, details: { reason: 'boom' } });
});
