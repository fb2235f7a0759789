import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { describeEntry, nameEntry } from '../../../../../renderer/features/activity/describe-audit.ts';

const entry: AuditEntry = {
  number: 1,
  at: '2026-11-21T03:52:15.000Z',
  user: 'ada',
  uid: 1000,
  way: 'window',
  action: 'restore',
  subject: '/home/ada/letter, in place',
  planId: '0191e7a2-0000-7000-8000-000000000001',
  planName: 'Home',
  snapshotId: null,
  snapshotName: null,
  runId: null,
  outcome: 'succeeded',
  details: {},
};
const of = (details: AuditEntry['details']): string => describeEntry({ ...entry, details });

describe('an entry of the audit trail in words', () => {
  test('says who did what', () => {
    expect(nameEntry(entry)).toBe('ada restored files: “Home”');
    expect(nameEntry({ ...entry, planName: null, action: 'rebuild' })).toBe('ada rebuilt the catalogue');
    expect(nameEntry({ ...entry, way: 'engine', action: 'trash-empty' })).toBe(
      'Holdfast removed what a deletion had left: “Home”',
    );
    expect(nameEntry({ ...entry, user: 'a\u202eda\n' })).toContain('a\\u{202e}da\\n restored');
  });

  test('says to what, and with which result', () => {
    expect(of({ result: { created: 3, overwritten: 1, deleted: 0, kept: 7, bytes: 10 } })).toBe(
      '/home/ada/letter, in place · 3 created, 1 overwritten; nothing deleted',
    );
    expect(of({ result: { entries: 2 } })).toBe('/home/ada/letter, in place · 2 entries deleted');
    expect(of({ result: { plans: 1, snapshots: 2 } })).toBe('/home/ada/letter, in place · 2 snapshots read');
    expect(of({ result: { repaired: 1, left: 0 } })).toBe('/home/ada/letter, in place · 1 file repaired');
    expect(of({})).toBe('/home/ada/letter, in place');
  });

  test('of a plan says which folders it has', () => {
    const details = { order: { repository: '/drive', folders: ['/home/ada/Documents', '/etc'] } };
    expect(describeEntry({ ...entry, action: 'plan-add', subject: 'Home', details })).toBe('/home/ada/Documents, /etc');
  });

  test('a failure speaks for itself', () => {
    const error = { code: 'cancelled', message: 'Cancelled.' };
    expect(of({ error, result: { created: 1, overwritten: 0, deleted: 0 } })).toBe(
      '/home/ada/letter, in place · Cancelled.',
    );
  });

  test('tells changes from what to what, and nothing twice', () => {
    const settings = { ...entry, planName: null, subject: 'theme, keepFreeBytes' };
    const changes = { theme: { from: 'system', to: 'dark' }, keepFreeBytes: { from: 1_000_000, to: 2_000_000 } };
    expect(describeEntry({ ...settings, details: { changes } })).toBe(
      'colours: system → dark; kept free: 1.00 MB → 2.00 MB',
    );
    const edited = { patterns: { from: [], to: ['*.tmp', 'a\nb'] }, caches: { from: false, to: true } };
    expect(describeEntry({ ...entry, subject: 'Home', details: { changes: edited } })).toBe(
      'left out: none → *.tmp, a\\nb; caches left out: no → yes',
    );
    expect(describeEntry({ ...entry, subject: 'Home', details: { changes: { other: { from: null, to: 1 } } } })).toBe(
      'other: none → 1',
    );
  });
});
