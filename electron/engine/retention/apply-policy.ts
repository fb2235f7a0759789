import type { KeepPolicy, KeepReason, Protection } from '#shared/domain/retention.ts';
import { keepRules, protections } from '#shared/domain/retention.ts';
import { calendarOf, type Tier } from './calendar.ts';
import { createTierContext, judgeTier, lastSeen, type TierContext } from './judge-tier.ts';
import type { Freeze, JudgedSnapshot, RetentionFacts, Verdict } from './judged-snapshot.ts';

export interface PolicyInput {
  /** Null: everything is kept. */
  readonly policy: KeepPolicy | null;
  /** Of schedules that have one of their own, by their ids; null: all of theirs is kept. Left out: there are none. */
  readonly own?: ReadonlyMap<string, KeepPolicy | null>;
  /** In any order. */
  readonly snapshots: readonly JudgedSnapshot[];
  /** In ms since 1970. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly facts: RetentionFacts;
}

/**
 * Which snapshots stay, why, and until when; in the order in which they were given. A snapshot goes only when no rule
 * keeps it for anything that it holds and nothing protects it. Safety copies follow their own time alone. What schedules
 * with a policy of their own made or confirmed is judged among itself by that, all else by the plan's; what any keeps, stays.
 */
export function applyPolicy({ policy, own = new Map(), snapshots, now, timeZone, facts }: PolicyInput): Verdict[] {
  const found = new Map(snapshots.map(({ id }) => [id, newFindings()]));
  const note: Note = ({ id }, reason, until) => add(found.get(id), reason, until);
  const oldestFirst = snapshots.toSorted(
    (one, other) => one.completedAt - other.completedAt || compare(one.id, other.id),
  );
  const backups = oldestFirst.filter(({ keptUntil }) => keptUntil === null);
  const context = createTierContext(calendarOf(timeZone), now);
  for (const ruled of ruledAlike(backups, { policy, own })) judgeRuled(ruled, context, note);
  if ([policy, ...own.values()].some((one) => one !== null)) protect(oldestFirst, note);
  return snapshots.map((snapshot) => verdictOf(snapshot, found.get(snapshot.id) ?? newFindings(), { now, facts }));
}

/** Snapshots that one policy rules. */
interface Ruled {
  readonly policy: KeepPolicy | null;
  /** Of the schedule whose own it is; undefined where it is the plan's. */
  readonly scheduleId: string | undefined;
  readonly oldestFirst: readonly JudgedSnapshot[];
}

/** One that several made or confirmed is ruled by each of their policies. */
function ruledAlike(
  oldestFirst: readonly JudgedSnapshot[],
  { policy, own }: Pick<Required<PolicyInput>, 'policy' | 'own'>,
): readonly Ruled[] {
  const rulersOf = ({ begunBy = [] }: JudgedSnapshot) =>
    begunBy.length === 0 ? [undefined] : begunBy.map((id) => (id !== null && own.has(id) ? id : undefined));
  const of = (scheduleId: string | undefined) =>
    oldestFirst.filter((snapshot) => rulersOf(snapshot).includes(scheduleId));
  return [
    { policy, scheduleId: undefined, oldestFirst: of(undefined) },
    ...[...own].map(([scheduleId, rules]) => ({ policy: rules, scheduleId, oldestFirst: of(scheduleId) })),
  ];
}

function judgeRuled({ policy, scheduleId, oldestFirst }: Ruled, context: TierContext, note: Note): void {
  const by = scheduleId === undefined ? {} : { scheduleId };
  if (policy === null) for (const snapshot of oldestFirst) note(snapshot, { kind: 'no-policy', ...by }, null);
  else {
    const noted: Note = (snapshot, reason, until) => note(snapshot, { ...reason, ...by }, until);
    for (const group of groupsOf(oldestFirst)) judgeGroup(policy, group, context, noted);
  }
}

type Note = (snapshot: JudgedSnapshot, reason: KeepReason, until: number | null) => void;

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

type RuleReason = Extract<KeepReason, { readonly number: number }>;

interface Findings {
  /** By rule and by whose policy it is of. */
  readonly rules: Map<string, RuleReason>;
  readonly protections: Map<Protection, KeepReason>;
  until: number | null;
}

const newFindings = (): Findings => ({ rules: new Map(), protections: new Map(), until: null });

/** Of several periods that one rule keeps a snapshot for, the newest is told. */
function add(findings: Findings | undefined, reason: KeepReason, until: number | null): void {
  if (!findings) return;
  if (until !== null) findings.until = Math.max(findings.until ?? until, until);
  if (!('number' in reason)) {
    if (!findings.protections.has(reason.kind)) findings.protections.set(reason.kind, reason);
    return;
  }
  const key = `${reason.kind} ${reason.scheduleId ?? ''}`;
  const known = findings.rules.get(key);
  if (known === undefined || reason.number < known.number) findings.rules.set(key, reason);
}

/** Snapshots that hold the same things are judged alike, and once. */
function groupsOf(oldestFirst: readonly JudgedSnapshot[]): readonly (readonly JudgedSnapshot[])[] {
  const holders = new Map<string, number[]>();
  for (const [at, { holds }] of oldestFirst.entries()) {
    for (const held of holds) {
      const places = holders.get(held);
      if (places) places.push(at);
      else holders.set(held, [at]);
    }
  }
  const groups = new Map([...holders.values()].map((places) => [places.join(), places]));
  return [...groups.values()].map((places) => places.flatMap((at) => oldestFirst[at] ?? []));
}

const tiers: readonly Tier[] = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'];
const dayMs = 24 * 60 * 60 * 1000;

function judgeGroup(policy: KeepPolicy, group: readonly JudgedSnapshot[], context: TierContext, note: Note): void {
  const { last, withinDays } = policy;
  for (const [newer, snapshot] of group.toReversed().slice(0, last).entries()) {
    note(snapshot, { kind: 'last', number: newer + 1, of: last }, null);
  }
  for (const snapshot of group) {
    const until = lastSeen(snapshot) + withinDays * dayMs;
    if (until <= context.now) continue;
    const age = Math.max(0, Math.floor((context.now - lastSeen(snapshot)) / dayMs));
    if (withinDays > 0) note(snapshot, { kind: 'within', number: age + 1, of: withinDays }, until);
  }
  for (const tier of tiers) {
    const kept = judgeTier({ tier, quota: policy[tier] }, group, context);
    for (const { snapshot, number, until } of kept) note(snapshot, { kind: tier, number, of: policy[tier] }, until);
  }
}

/** What stays whatever the policy says. */
function protect(oldestFirst: readonly JudgedSnapshot[], note: Note): void {
  const backups = oldestFirst.filter(({ keptUntil }) => keptUntil === null);
  for (const snapshot of newestOfEach(backups, ({ good }) => good)) note(snapshot, { kind: 'last-good' }, null);
  for (const snapshot of newestOfEach(backups, ({ proven }) => proven)) note(snapshot, { kind: 'last-proven' }, null);
  const verified = backups.findLast((snapshot) => snapshot.verified);
  if (verified) note(verified, { kind: 'last-verified' }, null);
}

function newestOfEach(
  oldestFirst: readonly JudgedSnapshot[],
  of: (snapshot: JudgedSnapshot) => readonly string[],
): Iterable<JudgedSnapshot> {
  return new Map(oldestFirst.flatMap((snapshot) => of(snapshot).map((one) => [one, snapshot] as const))).values();
}

interface Circumstances {
  readonly now: number;
  readonly facts: RetentionFacts;
}

function verdictOf(snapshot: JudgedSnapshot, findings: Findings, { now, facts }: Circumstances): Verdict {
  const { id, pinned, keptUntil } = snapshot;
  const inTime = keptUntil !== null && keptUntil > now;
  if (pinned) findings.protections.set('pinned', { kind: 'pinned' });
  if (inTime) findings.protections.set('safety', { kind: 'safety' });
  const reasons = reasonsOf(findings);
  const forEver = pinned || findings.protections.has('no-policy');
  if (reasons.length > 0)
    return { id, keep: true, reasons, expiresAt: forEver ? null : inTime ? keptUntil : findings.until };
  if (facts.frozen !== null)
    return { id, keep: true, reasons: [{ kind: protectionOf[facts.frozen] }], expiresAt: null };
  return { id, keep: false, reasons, expiresAt: now };
}

const protectionOf: Readonly<Record<Freeze, Protection>> = {
  clock: 'frozen',
  failing: 'plan-failing',
  unusual: 'plan-unusual',
};

const reasonsOf = ({ rules, protections: found }: Findings): KeepReason[] => [
  ...protections.flatMap((kind) => found.get(kind) ?? []),
  ...[...rules.values()].toSorted((one, other) => keepRules.indexOf(one.kind) - keepRules.indexOf(other.kind)),
];
