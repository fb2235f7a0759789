import type { KeepPolicy, KeepReason, KeepRule, Protection } from '#shared/domain/retention.ts';
import { keepRules, protections } from '#shared/domain/retention.ts';
import { calendarOf, type Tier } from './calendar.ts';
import { createTierContext, judgeTier, lastSeen, type TierContext } from './judge-tier.ts';
import type { Freeze, JudgedSnapshot, RetentionFacts, Verdict } from './judged-snapshot.ts';

export interface PolicyInput {
  /** Null: everything is kept. */
  readonly policy: KeepPolicy | null;
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
 * keeps it for anything that it holds and nothing protects it. Safety copies follow their own time alone.
 */
export function applyPolicy({ policy, snapshots, now, timeZone, facts }: PolicyInput): Verdict[] {
  const found = new Map(snapshots.map(({ id }) => [id, newFindings()]));
  const note: Note = ({ id }, reason, until) => add(found.get(id), reason, until);
  const oldestFirst = snapshots.toSorted(
    (one, other) => one.completedAt - other.completedAt || compare(one.id, other.id),
  );
  if (policy !== null) {
    const backups = oldestFirst.filter(({ keptUntil }) => keptUntil === null);
    const context = createTierContext(calendarOf(timeZone), now);
    for (const group of groupsOf(backups)) judgeGroup(policy, group, context, note);
    protect(oldestFirst, note);
  }
  return snapshots.map((snapshot) =>
    verdictOf(snapshot, found.get(snapshot.id) ?? newFindings(), { policy, now, facts }),
  );
}

type Note = (snapshot: JudgedSnapshot, reason: KeepReason, until: number | null) => void;

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

interface Findings {
  readonly rules: Map<KeepRule, { readonly number: number; readonly of: number }>;
  readonly protections: Set<Protection>;
  until: number | null;
}

const newFindings = (): Findings => ({ rules: new Map(), protections: new Set(), until: null });

/** Of several periods that one rule keeps a snapshot for, the newest is told. */
function add(findings: Findings | undefined, reason: KeepReason, until: number | null): void {
  if (!findings) return;
  if (until !== null) findings.until = Math.max(findings.until ?? until, until);
  if (!('number' in reason)) {
    findings.protections.add(reason.kind);
    return;
  }
  const { kind, number, of } = reason;
  const known = findings.rules.get(kind);
  if (known === undefined || number < known.number) findings.rules.set(kind, { number, of });
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
  readonly policy: KeepPolicy | null;
  readonly now: number;
  readonly facts: RetentionFacts;
}

function verdictOf(snapshot: JudgedSnapshot, findings: Findings, { policy, now, facts }: Circumstances): Verdict {
  const { id, pinned, keptUntil } = snapshot;
  const inTime = keptUntil !== null && keptUntil > now;
  if (pinned) findings.protections.add('pinned');
  if (inTime) findings.protections.add('safety');
  if (keptUntil === null && policy === null) findings.protections.add('no-policy');
  const reasons = reasonsOf(findings);
  if (reasons.length > 0)
    return { id, keep: true, reasons, expiresAt: pinned ? null : inTime ? keptUntil : findings.until };
  if (facts.frozen !== null)
    return { id, keep: true, reasons: [{ kind: protectionOf[facts.frozen] }], expiresAt: null };
  return { id, keep: false, reasons, expiresAt: now };
}

const protectionOf: Readonly<Record<Freeze, Protection>> = { clock: 'frozen', failing: 'plan-failing' };

const reasonsOf = ({ rules, protections: found }: Findings): KeepReason[] => [
  ...protections.filter((kind) => found.has(kind)).map((kind) => ({ kind })),
  ...keepRules.flatMap((kind) => {
    const rule = rules.get(kind);
    return rule ? [{ kind, ...rule }] : [];
  }),
];
