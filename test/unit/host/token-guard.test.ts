import { expect, it } from 'vitest';
import { createTokenGuard, readBearer } from '../../../electron/host/token-guard.ts';

it('tells right, wrong and missing tokens', () => {
  const judge = createTokenGuard('secret', { now: () => 0 });
  expect(judge('secret')).toBe('right');
  expect(judge('secres')).toBe('wrong');
  expect(judge('secret ')).toBe('wrong');
  expect(judge('')).toBe('missing');
  expect(judge(undefined)).toBe('missing');
});

it('limits wrong tokens to 20 a minute, and never locks the right one out', () => {
  let now = 0;
  const judge = createTokenGuard('secret', { now: () => now });
  const verdicts = Array.from({ length: 30 }, () => judge('guess'));
  expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(20);
  expect(verdicts.at(-1)).toBe('too-many');
  expect(judge('secret')).toBe('right');
  now = 60_000;
  expect(judge('guess')).toBe('wrong');
});

it('does not count requests without a token', () => {
  const judge = createTokenGuard('secret', { now: () => 0 });
  for (let at = 0; at < 100; at += 1) judge(undefined);
  expect(judge('guess')).toBe('wrong');
});

it('reads the token of a Bearer header only', () => {
  expect(readBearer('Bearer abc')).toBe('abc');
  expect(readBearer('bearer abc')).toBe('abc');
  expect(readBearer('Basic abc')).toBeUndefined();
  expect(readBearer('Bearer')).toBeUndefined();
  expect(readBearer(undefined)).toBeUndefined();
});
