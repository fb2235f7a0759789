import { byUrgency } from '#shared/by-urgency.ts';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { type Standing, standingOfPlan } from '#shared/standing-of-plan.ts';
import type { Telling } from './compose-tray.ts';
import { actionItem, endItems, openItem } from './menu-items.ts';
import { nameRun } from './name-run.ts';
import { pauseEnd } from './pause-end.ts';
import { shortName } from './short-name.ts';
import { lastGoodOf, nextOf, pauseWords } from './status-lines.ts';
import type { TrayItem, TrayKnown } from './tray-face.ts';

/** More would not fit on a screen. */
const mostPlans = 20;
const mostRuns = 5;

/** How things stand, what goes on, what can be done: in this order, in groups. */
export function composeMenu(state: TrayKnown, answer: string, telling: Telling): readonly TrayItem[] {
  const groups = [
    statusItems(state, answer, telling),
    runItems(state, telling),
    [...backUpItems(state, telling), ...pauseItems(state, telling)],
    endItems(telling.words),
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ kind: 'separator' } as const, ...group]));
}

/** Each leads to the page that tells more. */
function statusItems(state: TrayKnown, answer: string, telling: Telling): readonly TrayItem[] {
  const { plans } = state;
  if (plans.length === 0) return [openItem(answer, '/')];
  return [
    openItem(answer, '/'),
    openItem(lastGoodOf(plans, telling), '/time'),
    ...[...pauseWords(state, telling), ...nextOf(state, telling)].map((line) => openItem(line, '/activity/schedules')),
  ];
}

function runItems({ runs }: TrayKnown, telling: Telling): readonly TrayItem[] {
  const { words } = telling;
  const shown = runs.slice(0, mostRuns).map(
    (run): TrayItem => ({
      kind: 'submenu',
      label: nameRun(run, telling),
      items: [openItem(words.show, `/activity/${run.id}`), actionItem(words.cancel, { kind: 'cancel', run: run.id })],
    }),
  );
  const more = runs.length - shown.length;
  return more > 0 ? [...shown, openItem(words.moreRuns(more), '/activity')] : shown;
}

function backUpItems({ plans }: TrayKnown, telling: Telling): readonly TrayItem[] {
  const { words } = telling;
  const [first, ...others] = byUrgency(plans, telling.language);
  if (first === undefined) return [openItem(words.protect, '/start/protect')];
  if (others.length === 0) {
    const { plan, runningRunId } = first;
    const label = words.backUpOne(words.quoted(shortName(plan.name)));
    return [actionItem(label, { kind: 'back-up', plans: [plan.id] }, runningRunId === null)];
  }
  const idle = plans.filter(({ runningRunId }) => runningRunId === null).map(({ plan }) => plan.id);
  const shown = [first, ...others].slice(0, mostPlans).map((status) => planItem(status, telling));
  const more = plans.length > mostPlans ? [separator, openItem(words.allPlans(plans.length), '/')] : [];
  const all = actionItem(words.backUpAll, { kind: 'back-up', plans: idle }, idle.length > 0);
  return [{ kind: 'submenu', label: words.backUp, items: [all, separator, ...shown, ...more] }];
}

const separator: TrayItem = { kind: 'separator' };

/** Documents · overdue, 2 days ago */
function planItem(status: PlanStatus, telling: Telling): TrayItem {
  const { plan, runningRunId } = status;
  const label = [shortName(plan.name), planNote(status, telling)].join(' · ');
  return actionItem(label, { kind: 'back-up', plans: [plan.id] }, runningRunId === null);
}

/** Those say it all: how old the last good copy is would be beside the point, or there is none. */
const enough: ReadonlySet<Standing> = new Set(['running', 'never']);

function planNote(status: PlanStatus, { words, times }: Telling): string {
  const standing = standingOfPlan(status);
  const said = words.standings[standing];
  const age = status.lastGoodAt === null ? words.standings.never : times.ago(status.lastGoodAt);
  return said === '' ? age : enough.has(standing) ? said : `${said}, ${age}`;
}

/** Nothing to pause where nothing starts by itself. */
function pauseItems({ plans, pausedUntil }: TrayKnown, { words, times, now }: Telling): readonly TrayItem[] {
  if (pausedUntil !== null) return [actionItem(words.resume, { kind: 'resume' })];
  const startsByItself = plans.some(
    ({ plan }) => plan.drive.onConnect !== null || plan.schedules.some(({ enabled }) => enabled),
  );
  if (!startsByItself) return [];
  const morning = times.timeOfDay(pauseEnd('tomorrow', now) ?? now);
  return [
    {
      kind: 'submenu',
      label: words.pause,
      items: [
        actionItem(words.forAnHour, { kind: 'pause', span: 'hour' }),
        actionItem(words.untilTomorrow(morning), { kind: 'pause', span: 'tomorrow' }),
        actionItem(words.untilResumed, { kind: 'pause', span: 'endless' }),
      ],
    },
  ];
}
