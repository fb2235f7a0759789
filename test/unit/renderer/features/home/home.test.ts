import { describe, expect, test } from 'vitest';
import { byUrgency } from '#shared/by-urgency.ts';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { answerHome, detailHome } from '../../../../../renderer/features/home/answer-home.ts';
import { markOfPlan } from '../../../../../renderer/features/home/mark-of-plan.ts';
import { sentenceOfPlan } from '../../../../../renderer/features/home/sentence-of-plan.ts';
import { plainPlan } from '../../../../helpers/plain-plan.ts';
import { planStatus as plan } from '../../../../helpers/plan-status.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const lastGoodAt = '2026-11-21T11:48:00.000Z';

describe('“Am I safe?”', () => {
  test.each<[readonly PlanStatus['state'][], string]>([
    [['good', 'good'], 'Everything is backed up.'],
    [['good', 'running'], 'Everything is backed up.'],
    [['good', 'aging'], '1 plan was last backed up a while ago.'],
    [['aging', 'never'], '1 plan has never been backed up.'],
    [['never', 'unavailable'], 'The drive of 1 plan is not connected.'],
    [['good', 'failed', 'late'], '2 plans are not safe.'],
    [['failed', 'late'], 'None of your plans is safe.'],
    [['failed'], '1 plan is not safe.'],
  ])('%j: %s', (states, sentence) => {
    expect(answerHome(states.map((state) => plan(state)))).toBe(sentence);
  });

  test('sample data is never called safe', () => {
    const sample = plan('good', 'Sample data', { plan: { ...plainPlan(), sample: true } });
    expect(markOfPlan(sample)).toMatchObject({ tone: 'quiet', word: 'Sample' });
  });

  test('known damage is told before what is merely getting old', () => {
    const damaged = plan('good', 'x', { damagedSnapshots: 2 });
    expect(answerHome([plan('aging'), damaged])).toBe('2 snapshots hold damaged files.');
    expect(markOfPlan(damaged)).toMatchObject({ tone: 'bad', word: 'Damaged' });
  });

  test('an unusual change is told before all else', () => {
    const unusual = { since: lastGoodAt, files: 100, changed: 10, removed: 90 };
    const odd = plan('unusual', 'x', { unusual, lastOutcome: 'succeeded-with-warnings', lastWarnings: 1 });
    expect(answerHome([plan('failed'), odd])).toBe('Far more than usual changed in 1 plan. Was that you?');
    expect(answerHome([plan('running', 'x', { unusual })])).toContain('Was that you?');
    expect(markOfPlan(odd)).toMatchObject({ tone: 'bad', word: 'Unusual' });
    expect(sentenceOfPlan(odd, now)).toBe('100 of 100 files were changed or deleted. Backed up 12 min ago.');
    expect(byUrgency([plan('failed'), odd], 'en')[0]).toBe(odd);
  });

  test('what the last run warned about is not passed over', () => {
    const warned = plan('good', 'x', { lastOutcome: 'succeeded-with-warnings', lastWarnings: 2 });
    expect(answerHome([plan('good'), warned])).toBe('Backed up, but 2 things need a look.');
    expect(markOfPlan(warned).word).toBe('With warnings');
  });

  test.each<[PlanStatus['lastOutcome'], string, string]>([
    ['skipped', 'Skipped', 'The last try was skipped. Backed up 12 min ago. The drive is away.'],
    ['cancelled', 'Cancelled', 'The last try was cancelled. Backed up 12 min ago.'],
  ])('a copy older than a last try that was %s is not called safe', (lastOutcome, word, sentence) => {
    const status = plan('good', 'x', { lastOutcome, lastError: 'The drive is away.' });
    expect(answerHome([status])).toBe('Backed up, but the last try came to nothing.');
    expect(markOfPlan(status)).toMatchObject({ tone: 'warn', word });
    expect(sentenceOfPlan(status, now)).toBe(sentence);
  });

  test('while the next try runs, the one before is forgotten', () => {
    expect(answerHome([plan('running', 'x', { lastOutcome: 'skipped' })])).toBe('Everything is backed up.');
  });

  test('a first backup that was cancelled says what becomes of its work', () => {
    expect(sentenceOfPlan(plan('never', 'x', { lastOutcome: 'cancelled' }), now)).toBe(
      'Cancelled; what was copied is kept for the next try. Not backed up yet.',
    );
  });

  test('a failure says its own sentence before the age of the good copy', () => {
    expect(sentenceOfPlan(plan('failed', 'x', { lastError: 'It broke.' }), now)).toBe(
      'It broke. Backed up 12 min ago.',
    );
    expect(sentenceOfPlan(plan('failed', 'x', { lastOutcome: 'interrupted', lastGoodAt: null }), now)).toBe(
      'The last backup was interrupted.',
    );
  });

  test('a first backup that runs is not called safe yet', () => {
    expect(answerHome([plan('running', 'x', { lastGoodAt: null })])).toBe('The first backup is running.');
  });

  test('the numbers are those of all plans together', () => {
    expect(detailHome([plan('good'), plan('good')], now)).toBe('2 plans · 20 files · 2.00 kB · newest copy 12 min ago');
    expect(detailHome([plan('late', 'x', { lastGoodAt: null })], now)).toBe('1 plan · 10 files · 1.00 kB');
    expect(detailHome([plan('never', 'x', { snapshots: 0, files: 0, bytes: 0 })], now)).toBe('1 plan');
  });
});

describe('databases', () => {
  const dumps = { databases: 3, bytes: 500, proven: 3, failed: 0, provenAt: '2026-11-19T11:00:00.000Z' };

  test.each([
    [dumps, 'Backed up 12 min ago. Proven by restore 2 days ago.'],
    [{ ...dumps, proven: 0 }, 'Backed up 12 min ago. Proven by restore 2 days ago.'],
    [{ ...dumps, proven: 2 }, 'Backed up 12 min ago. 2 of 3 databases proven by restore, last 2 days ago.'],
    [{ ...dumps, proven: 0, provenAt: null }, 'Backed up 12 min ago. Not yet proven by restore.'],
    [{ ...dumps, failed: 1 }, 'Backed up 12 min ago. The test restore of 1 database failed.'],
    [{ ...dumps, databases: 0 }, 'Backed up 12 min ago.'],
  ])('%j: %s', (known, sentence) => {
    expect(sentenceOfPlan(plan('good', 'x', { dumps: known }), now)).toBe(sentence);
  });

  test('one that could not be restored is not called safe', () => {
    const status = plan('good', 'x', { dumps: { ...dumps, failed: 1 } });
    expect(answerHome([status])).toBe('The test restore of 1 database failed.');
    expect(markOfPlan(status)).toMatchObject({ tone: 'bad', word: 'Not restorable' });
  });

  test('count beside files', () => {
    expect(detailHome([plan('good', 'x', { dumps })], now)).toBe(
      '1 plan · 10 files · 3 databases · 1.50 kB · newest copy 12 min ago',
    );
  });
});

describe('the order of the plans', () => {
  test('what needs someone comes first, then by name', () => {
    const plans = [plan('good', 'b'), plan('aging'), plan('good', 'a'), plan('late'), plan('failed')];
    expect(byUrgency(plans, 'en').map((status) => status.plan.name)).toEqual(['failed', 'late', 'aging', 'a', 'b']);
  });

  test('a plan keeps its place when its run begins', () => {
    const plans = [plan('good', 'a'), plan('running', 'b', { lastOutcome: 'failed' }), plan('running', 'c')];
    expect(byUrgency(plans, 'en').map((status) => status.plan.name)).toEqual(['b', 'a', 'c']);
  });
});
