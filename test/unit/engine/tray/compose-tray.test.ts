import { describe, expect, test } from 'vitest';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { type Progress, type Run, runKinds } from '#shared/domain/run.ts';
import { endlessPause, type Schedule } from '#shared/domain/schedule.ts';
import { composeTray } from '../../../../electron/engine/tray/compose-tray.ts';
import type { TrayItem, TrayKnown, TrayState } from '../../../../electron/engine/tray/tray-face.ts';
import { outlineOfMenu } from '../../../helpers/outline-of-menu.ts';
import { plainPlan } from '../../../helpers/plain-plan.ts';
import { planStatus } from '../../../helpers/plan-status.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const minute = 60_000;
const at = (ms: number): string => new Date(ms).toISOString();

const known = (plans: readonly PlanStatus[], change: Partial<TrayKnown> = {}): TrayKnown => ({
  ...{ plans, runs: [], pausedUntil: null },
  ...change,
});
const menu = (state: TrayState, language: 'en' | 'de' = 'en') => outlineOfMenu(composeTray(state, language, now).items);
const tooltip = (state: TrayState, language: 'en' | 'de' = 'en') => composeTray(state, language, now).tooltip;

const daily: Schedule = {
  id: '0191e7a2-0000-7000-8000-000000000001',
  every: { kind: 'daily', at: '03:00' },
  timeZone: 'UTC',
  jitterMinutes: 0,
  enabled: true,
  scope: ['files', 'databases'],
  minPercent: null,
  keep: null,
  since: '2026-01-01T00:00:00.000Z',
};

/** One that is backed up by itself, next in three hours. */
const scheduled = (name: string, change: Partial<PlanStatus> = {}): PlanStatus =>
  planStatus('good', name, {
    plan: plainPlan({ name, schedules: [daily] }),
    nextAt: at(now + 180 * minute),
    ...change,
  });

const progress: Progress = {
  phase: 'copying',
  filesDone: 10,
  filesTotal: 100,
  bytesDone: 42,
  bytesTotal: 100,
  bytesPerSecond: 1,
  leftMs: 5 * minute,
  path: null,
};

const run = (planName: string | null, change: Partial<Run> = {}): Run => ({
  id: `run-of-${planName}`,
  kind: 'backup',
  planId: 'plan',
  planName,
  snapshotId: null,
  startedAt: at(now),
  endedAt: null,
  durationMs: 0,
  outcome: null,
  subject: '',
  result: null,
  error: null,
  warningCount: 0,
  steps: [],
  progress,
  ...change,
});

/** Every label of a menu, whatever its depth. */
const labels = (items: readonly TrayItem[]): readonly string[] =>
  items.flatMap((item) =>
    item.kind === 'separator' ? [] : [item.label, ...(item.kind === 'submenu' ? labels(item.items) : [])],
  );

describe('the menu', () => {
  test('without any plan leads to the first one', () => {
    expect(menu(known([]))).toEqual([
      'Nothing is backed up yet.',
      '---',
      'Protect this computer…',
      '---',
      'Open Holdfast',
      'Settings…',
      '---',
      'Quit Holdfast',
    ]);
    expect(composeTray(known([]), 'en', now).icon).toBe('attention');
  });

  test('of one plan backs it up with one click', () => {
    expect(menu(known([scheduled('Documents')]))).toEqual([
      'Everything is backed up.',
      'Last good backup 12 min ago',
      'Next: “Documents”, in 3 h',
      '---',
      'Back up “Documents” now',
      'Pause schedules',
      '  For an hour',
      '  Until tomorrow, 06:00',
      '  Until I resume',
      '---',
      'Open Holdfast',
      'Settings…',
      '---',
      'Quit Holdfast',
    ]);
  });

  test('in German', () => {
    expect(menu(known([scheduled('Papiere'), planStatus('never', 'Laden')]), 'de')).toEqual([
      '1 Plan wurde noch nie gesichert.',
      'Letzte gute Sicherung vor 12 Min.',
      'Als Nächstes: „Papiere“, in 3 Std.',
      '---',
      'Jetzt sichern',
      '  Alle Pläne',
      '  ---',
      '  Laden · noch keine Sicherung',
      '  Papiere · vor 12 Min.',
      'Zeitpläne anhalten',
      '  Für eine Stunde',
      '  Bis morgen, 06:00',
      '  Bis ich fortsetze',
      '---',
      'Holdfast öffnen',
      'Einstellungen …',
      '---',
      'Holdfast beenden',
    ]);
  });

  test('of several plans names each with what is to be known of it, the worst first', () => {
    const plans = [
      planStatus('good', 'Fine'),
      planStatus('good', 'Warned', { lastWarnings: 1 }),
      planStatus('failed', 'Broken', { lastGoodAt: at(now - 50 * 60 * minute) }),
      planStatus('unavailable', 'Away'),
      planStatus('overdue', 'Late', { lastGoodAt: null }),
      planStatus('running', 'Busy', { runningRunId: 'r' }),
      planStatus('never', 'New'),
    ];
    expect(menu(known(plans)).slice(4, 14)).toEqual([
      '  All plans',
      '  ---',
      '  Late · overdue, no copy yet',
      '  Broken · failed, 2 days ago',
      '  Away · drive away, 12 min ago',
      '  New · no copy yet',
      '  (Busy · being backed up)',
      '  Fine · 12 min ago',
      '  Warned · 12 min ago',
      '---',
    ]);
  });

  test('backs up all that are idle, each by its id', () => {
    const plans = [scheduled('A'), planStatus('running', 'B', { runningRunId: 'r' }), scheduled('C')];
    const backUp = composeTray(known(plans), 'en', now).items.find(
      (item) => item.kind === 'submenu' && item.label === 'Back up now',
    );
    expect(backUp?.kind === 'submenu' && backUp.items[0]).toEqual({
      ...{ kind: 'action', label: 'All plans', enabled: true },
      command: { kind: 'back-up', plans: [plans[0]?.plan.id, plans[2]?.plan.id] },
    });
  });

  test('of 200 plans fits on a screen, and says that there are more', () => {
    const plans = Array.from({ length: 200 }, (_, index) =>
      planStatus(index === 150 ? 'failed' : 'good', `Plan ${String(index).padStart(3, '0')}`),
    );
    const lines = menu(known(plans));
    expect(lines.filter((line) => line.startsWith('  Plan'))).toHaveLength(20);
    expect(lines).toContain('  Plan 150 · failed, 12 min ago');
    expect(lines).toContain('  Show all 200 plans…');
  });

  test('leaves out pausing where nothing starts by itself', () => {
    expect(menu(known([planStatus('good', 'By hand')])).join()).not.toContain('Pause');
    const connected = plainPlan({ drive: { onConnect: { minHours: 0 }, afterwards: 'stay', whenFull: 'warn' } });
    expect(menu(known([planStatus('good', 'Drive', { plan: connected })])).join()).toContain('Pause');
  });

  test('shows each page where more is told', () => {
    const { items } = composeTray(known([scheduled('A')], { runs: [run('A', { id: 'r1' })] }), 'en', now);
    const pages = (of: readonly TrayItem[]): readonly (string | undefined)[] =>
      of.flatMap((item) => {
        if (item.kind === 'submenu') return pages(item.items);
        return item.kind === 'action' && item.command.kind === 'open' ? [item.command.path] : [];
      });
    expect(pages(items)).toEqual(['/', '/time', '/activity/schedules', '/activity/r1', undefined, '/settings']);
  });
});

describe('a run that goes on', () => {
  test('is shown with its progress, and can be cancelled', () => {
    const state = known([planStatus('running', 'Documents', { runningRunId: 'r1' })], { runs: [run('Documents')] });
    expect(menu(state).slice(2, 7)).toEqual([
      '---',
      'Backing up “Documents”: 42%, about 5 min left',
      '  Show',
      '  Cancel',
      '---',
    ]);
    expect(menu(state)).toContain('(Back up “Documents” now)');
    expect(composeTray(state, 'en', now).icon).toBe('running');
    expect(tooltip(state)).toBe('Holdfast: Everything is backed up.\nBacking up “Documents”: 42%, about 5 min left');
    expect(tooltip(state, 'de')).toBe(
      'Holdfast: Alles ist gesichert.\n„Documents“ wird gesichert: 42\u00a0%, noch etwa 5 Min.',
    );
  });

  test.each([
    [null, 'Backing up “A”…'],
    [{ ...progress, bytesTotal: null, filesTotal: null, leftMs: null }, 'Backing up “A”…'],
    [{ ...progress, leftMs: null }, 'Backing up “A”: 42%'],
    [{ ...progress, bytesDone: 999, bytesTotal: 1000, leftMs: 2000 }, 'Backing up “A”: 99%, a few seconds left'],
    [{ ...progress, leftMs: 31_000 }, 'Backing up “A”: 42%, about 35 s left'],
    [{ ...progress, leftMs: 130 * minute }, 'Backing up “A”: 42%, about 2 h 10 min left'],
  ])('that is so far: %j', (far, line) => {
    expect(menu(known([scheduled('A')], { runs: [run('A', { progress: far })] }))).toContain(line);
  });

  test.each(runKinds)('of the kind %s has words in both languages, with a plan and without', (kind) => {
    for (const language of ['en', 'de'] as const) {
      for (const name of ['A', null]) {
        const lines = menu(known([scheduled('A')], { runs: [run(name, { kind })] }), language);
        expect(lines[4]).toMatch(/^\S.+: 42\s?%, /);
        expect(lines[4]).not.toContain('null');
        expect(lines[4]).not.toContain('undefined');
      }
    }
  });

  test('is one of several: the first are shown, and how many more there are', () => {
    const runs = Array.from({ length: 8 }, (_, index) => run(`P${index}`));
    const lines = menu(known([scheduled('A')], { runs }));
    expect(lines.filter((line) => line.startsWith('Backing up'))).toHaveLength(5);
    expect(lines).toContain('3 more…');
    expect(tooltip(known([scheduled('A')], { runs }))).toContain('“P0”: 42%, about 5 min left\n7 more…');
  });
});

describe('what holds schedules up', () => {
  test('is a pause, with its end and the way out', () => {
    const paused = known([scheduled('A')], { pausedUntil: at(now + 30 * minute) });
    const end = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(now + 30 * minute);
    expect(menu(paused)).toContain(`Schedules are paused until ${end}`);
    expect(menu(paused)).toContain('Resume schedules');
    expect(menu(paused).join()).not.toMatch(/Next:|Pause schedules/);
    expect(tooltip(paused)).toContain(`\nSchedules are paused until ${end}`);
  });

  test('is a pause until another day', () => {
    const paused = known([scheduled('A')], { pausedUntil: at(now + 3 * 24 * 60 * minute) });
    expect(menu(paused)[2]).toMatch(/^Schedules are paused until Tue,? 24 Nov.* \d\d:\d\d$/);
    expect(menu(paused, 'de')[2]).toMatch(/^Zeitpläne sind angehalten bis Di\., 24\. Nov.* \d\d:\d\d$/);
  });

  test('is a pause without an end', () => {
    expect(menu(known([scheduled('A')], { pausedUntil: endlessPause }))).toContain(
      'Schedules are paused until you resume',
    );
  });

  test('is a drive that is away', () => {
    const waiting = scheduled('A', { state: 'unavailable', waitingFor: 'volume-away' });
    expect(menu(known([waiting])).slice(0, 3)).toEqual([
      'The drive of 1 plan is not connected.',
      'Last good backup 12 min ago',
      '“A” is due and waits: the drive is not there',
    ]);
    expect(menu(known([waiting]), 'de')[2]).toBe('„A“ ist fällig und wartet: das Laufwerk ist nicht da');
    expect(composeTray(known([waiting]), 'en', now).icon).toBe('attention');
  });

  test('is not said twice when it is the pause that something waits for', () => {
    const waiting = scheduled('A', { waitingFor: 'paused' });
    expect(menu(known([waiting], { pausedUntil: endlessPause })).join()).not.toContain('is due');
  });
});

describe('the ages', () => {
  test.each([
    [30_000, 'just now', 'gerade eben'],
    [59 * minute, '59 min ago', 'vor 59 Min.'],
    [60 * minute, '1 h ago', 'vor 1 Std.'],
    [24 * 60 * minute, '1 day ago', 'vor 1 Tag'],
    [13 * 24 * 60 * minute, '13 days ago', 'vor 13 Tagen'],
    [20 * 24 * 60 * minute, 'on 1 Nov 2026', 'am 1. Nov. 2026'],
  ])('of %i ms are %s', (age, english, german) => {
    const state = known([planStatus('good', 'A', { lastGoodAt: at(now - age) })]);
    expect(menu(state)).toContain(`Last good backup ${english}`);
    expect(menu(state, 'de')).toContain(`Letzte gute Sicherung ${german}`);
  });

  test('are those of the newest good backup; without any, that is said', () => {
    const older = planStatus('good', 'B', { lastGoodAt: at(now - 600 * minute) });
    expect(menu(known([older, planStatus('good', 'A')]))).toContain('Last good backup 12 min ago');
    expect(menu(known([planStatus('never', 'A')]))).toContain('No good backup yet');
  });

  test('of what comes next are those of the earliest', () => {
    const soon = scheduled('Soon', { nextAt: at(now + 5 * minute) });
    expect(menu(known([scheduled('A'), soon]))).toContain('Next: “Soon”, in 5 min');
    const due = scheduled('Due', { nextAt: at(now + 10_000) });
    expect(menu(known([due]))).toContain('Next: “Due”, at any moment');
    const far = scheduled('Far', { nextAt: at(now + 40 * 60 * minute) });
    expect(menu(known([far]))[2]).toMatch(/^Next: “Far”, on Mon,? 23 Nov.* \d\d:\d\d$/);
    expect(menu(known([far]), 'de')[2]).toMatch(/^Als Nächstes: „Far“, am Mo\., 23\. Nov.* \d\d:\d\d$/);
  });
});

describe('names', () => {
  test('keep their ampersands as they are: the adapter sees to those', () => {
    expect(menu(known([scheduled('Tom & Jerry && Co')]))).toContain('Back up “Tom & Jerry && Co” now');
  });

  test('that are long are cut in their middle, never through a character', () => {
    const name = `${'🐙'.repeat(50)}${'x'.repeat(49)}!`;
    const line = menu(known([scheduled(name)])).find((one) => one.startsWith('Back up'));
    expect(line).toBe(`Back up “${'🐙'.repeat(20)}…${'x'.repeat(18)}!” now`);
  });

  test('hold nothing that would break or turn a line', () => {
    const lines = menu(known([scheduled('one\ntwo\u202ethree')]));
    expect(lines).toContain('Back up “one two three” now');
  });

  test('never make the tooltip longer than Windows shows', () => {
    const plans = Array.from({ length: 30 }, () => planStatus('unusual', 'x', { unusual: unusualChange }));
    const runs = [run('n'.repeat(100)), run('second')];
    for (const language of ['en', 'de'] as const) {
      const text = tooltip(known(plans, { runs, pausedUntil: endlessPause }), language);
      expect(text.length).toBeLessThanOrEqual(127);
      expect(text).toMatch(/…$/);
    }
  });

  test('are on no label that is empty', () => {
    for (const language of ['en', 'de'] as const) {
      const state = known([scheduled('A'), planStatus('late', 'B')], { runs: [run(null)] });
      expect(labels(composeTray(state, language, now).items).filter((label) => label.trim() === '')).toEqual([]);
    }
  });
});

const unusualChange = { since: at(now), files: 100, changed: 10, removed: 90 };

describe('an engine that does not answer', () => {
  test('does not look as if all were well, and what needs no engine stays', () => {
    const face = composeTray('unreachable', 'en', now);
    expect(face.icon).toBe('attention');
    expect(face.tooltip).toBe('Holdfast\nHoldfast does not answer right now.');
    expect(menu('unreachable')).toEqual([
      'Holdfast does not answer right now.',
      '---',
      'Open Holdfast',
      'Settings…',
      '---',
      'Quit Holdfast',
    ]);
    expect(menu('unreachable', 'de')[0]).toBe('Holdfast antwortet gerade nicht.');
  });
});
