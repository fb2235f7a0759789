import { describe, expect, test } from 'vitest';
import { describeKeep, describeRetention } from '../../../../electron/cli/output/describe-retention.ts';
import type { KeepReason, RetentionPreview } from '../../../../shared/domain/retention.ts';
import { defaultKeep, protections } from '../../../../shared/domain/retention.ts';

const at = '2026-11-21T12:00:00.000Z';
const id = '3f2a91c4-0000-4000-8000-000000000000';
const where = { repositoryPath: '/media/backup' };
const preview = (reasons: KeepReason[], other: Partial<RetentionPreview> = {}): RetentionPreview => ({
  ...{ planId: id, planName: 'Home', keep: defaultKeep, timeZone: 'UTC', frozen: null, concerns: [], schedules: [] },
  snapshots: [
    { snapshotId: id, ...where, name: 'one', completedAt: at, confirmedAt: at, keep: true, reasons, expiresAt: null },
    {
      snapshotId: id,
      ...where,
      name: 'two',
      completedAt: at,
      confirmedAt: at,
      keep: false,
      reasons: [],
      expiresAt: at,
    },
  ],
  ...other,
});

describe('what is kept, in words', () => {
  test('a policy', () => {
    expect(describeKeep(null)).toBe('every snapshot');
    expect(describeKeep(defaultKeep)).toBe(
      'the last 3, all of the last day, 8 hourly, 7 daily, 4 weekly, 12 monthly, 3 yearly',
    );
  });

  test('a dry run tells what goes, and on demand why the others stay', () => {
    const told = preview([
      { kind: 'daily', number: 2, of: 7 },
      { kind: 'within', number: 1, of: 1 },
    ]);
    expect(describeRetention(told, false).join('\n')).not.toContain('stays');
    expect(describeRetention(told, true).join('\n')).toContain('daily 2 of 7, of the last day');
    expect(describeRetention(told, true).at(-1)).toBe('1 snapshot would go, 1 snapshot would stay.');
  });

  test('each protection has its words, and so has each reason for which nothing goes', () => {
    const words = protections.map((kind) => describeRetention(preview([{ kind }]), true)[2]);
    expect(new Set(words).size).toBe(protections.length);
    for (const frozen of ['clock', 'failing'] as const) {
      expect(describeRetention(preview([], { frozen }), false)[1]).toMatch(/^Nothing goes for now: /);
    }
  });
});
