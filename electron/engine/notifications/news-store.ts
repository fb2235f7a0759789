import { readErrorDetails } from '#shared/contract/typed-error.ts';
import type { Language } from '#shared/domain/language.ts';
import type { NotificationEvent } from '#shared/domain/notification.ts';
import type { Outcome, RunKind } from '#shared/domain/run.ts';
import type { WaitReason } from '#shared/domain/schedule.ts';
import { errorSentence } from '#shared/errors/error-sentence.ts';
import { isErrorCode } from '#shared/errors.ts';
import { inLanguage } from '#shared/in-language.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { composeCaughtUp, composeLowSpace, composeOverdue, composeRunEvent, type ToldRun } from './compose-event.ts';
import { atFirst, type EndedRun, judgeRun, pingOf, type Standing } from './judge-run.ts';
import { judgeState, type Known, unknown } from './judge-state.ts';
import { queueEvent } from './queue-event.ts';

/** How a plan stands with its schedules. */
export interface PlanPunctuality {
  readonly plan: NonNullable<NotificationEvent['plan']>;
  /** Since when a good backup has been overdue; null while none is. */
  readonly since: string | null;
  readonly lastGoodAt: string | null;
  readonly waitingFor: WaitReason | null;
}

/** How full the drive of a repository is. */
export interface RepositoryRoom {
  readonly id: string;
  readonly path: string;
  /** Ids of the plans in it. */
  readonly plans: readonly string[];
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** Null: there is room. */
  readonly low: 'space' | 'forecast' | null;
  readonly fullAt: string | null;
}

/**
 * What happened and what people are told of it: thought about once, by whoever comes first, in the very transaction that
 * queues the messages. Each gives how many were queued; `now` in ms.
 */
export function createNewsStore(db: Connection) {
  return {
    /** Whether runs began or ended that nobody has thought about. */
    waiting: (): boolean => db.prepare<[], 1>('SELECT 1 FROM run_news LIMIT 1').pluck().get() === 1,
    takeRuns: (now: number, language: Language): number =>
      db.transaction(() => takeRuns(db, { now, language })).immediate(),
    /** Ids of plans that people know to be overdue. */
    knownOverdue: (): string[] =>
      db.prepare<[], string>("SELECT substr(subject, 9) FROM standing WHERE subject GLOB 'overdue *'").pluck().all(),
    /** Ids of repositories whose drives people know to be short of room. */
    knownLow: (): string[] =>
      db.prepare<[], string>("SELECT substr(subject, 7) FROM standing WHERE subject GLOB 'space *'").pluck().all(),
    /** Repositories whose drive is there. */
    noteSpace: (rooms: readonly RepositoryRoom[], now: number, language: Language): number =>
      db
        .transaction(() => rooms.reduce((queued, room) => queued + noteSpace(db, room, { now, language }), 0))
        .immediate(),
    /** All plans there are: of others nothing is remembered. */
    noteOverdue: (plans: readonly PlanPunctuality[], now: number, language: Language): number =>
      db
        .transaction(() => {
          // A success that ended the delay is thought about before its end.
          let queued = takeRuns(db, { now, language });
          for (const plan of plans) queued += noteOverdue(db, plan, { now, language });
          db.prepare(
            "DELETE FROM standing WHERE subject GLOB 'overdue *' AND substr(subject, 9) NOT IN (SELECT id FROM plan)",
          ).run();
          return queued;
        })
        .immediate(),
  };
}

interface News {
  readonly number: number;
  readonly what: 'began' | 'ended';
  readonly id: string;
  readonly kind: RunKind;
  readonly planId: string | null;
  readonly planName: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: Outcome | null;
  readonly error: string | null;
  readonly warnings: number;
}

interface Telling {
  readonly now: number;
  readonly language: Language;
}

function takeRuns(db: Connection, telling: Telling): number {
  const news = db
    .prepare<[], News>(
      `SELECT n.run_number AS number, n.what, r.id, r.kind, r.plan_id AS planId, r.plan_name AS planName,
         r.started_at AS startedAt, r.ended_at AS endedAt, r.outcome, r.error, r.warning_count AS warnings
       FROM run_news n JOIN run r ON r.number = n.run_number
       WHERE NOT EXISTS (SELECT 1 FROM plan p WHERE p.id = r.plan_id AND p.settings ->> '$.sample')
       ORDER BY coalesce(r.ended_at, r.started_at), n.run_number`,
    )
    .all();
  let queued = 0;
  for (const one of news) queued += one.what === 'began' ? tellBeginning(db, one, telling) : tellEnd(db, one, telling);
  // What happens to sample data is nobody's concern: it goes untold.
  db.prepare('DELETE FROM run_news').run();
  return queued;
}

/** Of a run that has ended meanwhile only its end is told. */
function tellBeginning(db: Connection, news: News, { now, language }: Telling): number {
  if (news.outcome !== null) return 0;
  const of = { plan: planOf(news), run: runOf(news), language };
  const event = composeRunEvent({ ...of, kind: 'ping-started', at: news.startedAt });
  return queueEvent(db, event, { key: `began ${news.id}`, plans: plansOf(news) }, now);
}

function tellEnd(db: Connection, news: News, { now, language }: Telling): number {
  const ended = endedOf(db, news);
  if (ended === null) return 0;
  const subject = `${news.kind} ${news.planId ?? '-'}`;
  const before = readStanding<Standing>(db, subject, atFirst);
  const { standing, tell } = judgeRun(before, ended);
  if (standing !== before) keepStanding(db, subject, standing);
  const of = {
    ...{ at: ended.endedAt, plan: planOf(news), run: runOf(news), failingSince: before.failingSince, language },
    failure: failureOf(news, language),
  };
  const warnings = firstWarnings(db, news);
  const queue = (kind: NotificationEvent['kind'], event: NotificationEvent): number =>
    queueEvent(db, event, { key: `${kind} ${news.id}`, plans: plansOf(news) }, now);
  if (tell.includes('recovered') && news.kind === 'backup') hushOverdue(db, news);
  const ping = pingOf(ended);
  const kinds = [...(ping === null ? [] : [ping]), ...tell];
  return kinds.reduce((queued, kind) => {
    const told = kind === 'unusual-change' ? alarmsOf(db, news) : warnings;
    return queued + queue(kind, composeRunEvent({ ...of, kind, warnings: told }));
  }, 0);
}

const told = 5;

const firstWarnings = (db: Connection, { number }: News): string[] =>
  db
    .prepare<[number], string>(`SELECT message FROM run_warning WHERE run_number = ? ORDER BY position LIMIT ${told}`)
    .pluck()
    .all(number);

const alarmsOf = (db: Connection, { number }: News): string[] =>
  db
    .prepare<[number], string>("SELECT message FROM run_warning WHERE run_number = ? AND code = 'unusual-change'")
    .pluck()
    .all(number);

function endedOf(db: Connection, { number, kind, outcome, endedAt, error }: News): EndedRun | null {
  if (outcome === null || endedAt === null) return null;
  const codes = db
    .prepare<[number], string>('SELECT DISTINCT code FROM run_warning WHERE run_number = ? ORDER BY code')
    .pluck()
    .all(number);
  return { kind, outcome, endedAt, errorCode: errorOf(error)?.code ?? null, warningCodes: codes };
}

const errorOf = (error: string | null): ToldRun['error'] => {
  if (error === null) return null;
  const { code, message }: { code: string; message: string } = JSON.parse(error);
  return { code, message };
};

/** Why a run failed, made anew in the language. */
function failureOf({ error }: News, language: Language): string {
  if (error === null) return '';
  const { code, message, details }: { code: string; message: string; details?: unknown } = JSON.parse(error);
  if (language === 'en' || !isErrorCode(code) || details === undefined) return inLanguage(message, language);
  return errorSentence(code, readErrorDetails(details), language);
}

const planOf = ({ planId, planName }: News): NotificationEvent['plan'] =>
  planId === null ? null : { id: planId, name: planName ?? '' };

const plansOf = ({ planId }: News): readonly string[] => (planId === null ? [] : [planId]);

const runOf = ({ id, kind, startedAt, endedAt, outcome, error, warnings }: News): ToldRun => ({
  ...{ id, kind, startedAt, endedAt, outcome, warnings },
  error: errorOf(error),
});

/** The end of the failure says it all: the end of the delay is not told as well. */
function hushOverdue(db: Connection, { planId }: News): void {
  const subject = `overdue ${planId}`;
  const known = readStanding<Known>(db, subject, unknown);
  if (known.told !== null) keepStanding(db, subject, { ...known, hushed: true });
}

function noteOverdue(db: Connection, punctuality: PlanPunctuality, { now, language }: Telling): number {
  const { plan, since, lastGoodAt, waitingFor } = punctuality;
  const subject = `overdue ${plan.id}`;
  const before = readStanding<Known>(db, subject, unknown);
  const at = new Date(now).toISOString();
  const { known, tell } = judgeState(before, { spell: since, goodAt: lastGoodAt });
  if (known === before) return 0;
  if (known.told === null) forget(db, subject);
  else keepStanding(db, subject, known);
  const plans = [plan.id];
  if (tell === 'begun' && since !== null) {
    const { failingSince } = readStanding<Standing>(db, `backup ${plan.id}`, atFirst);
    const event = composeOverdue({ at, plan, since, lastGoodAt, waitingFor, language });
    return queueEvent(db, event, { key: `overdue ${plan.id} ${since}`, plans, failing: failingSince !== null }, now);
  }
  if (tell !== 'over' || before.told === null) return 0;
  const event = composeCaughtUp({ at, plan, since: before.told, language });
  return queueEvent(db, event, { key: `caught-up ${plan.id} ${before.told}`, plans }, now);
}

function noteSpace(db: Connection, room: RepositoryRoom, { now, language }: Telling): number {
  const subject = `space ${room.id}`;
  const before = readStanding<Known>(db, subject, unknown);
  const at = new Date(now).toISOString();
  const { known, tell } = judgeState(before, { spell: room.low, goodAt: null });
  if (known === before) return 0;
  if (known.told === null) forget(db, subject);
  else keepStanding(db, subject, known);
  if (tell !== 'begun') return 0;
  const fullAt = room.low === 'forecast' ? room.fullAt : null;
  const event = composeLowSpace({ ...room, at, repository: room.path, fullAt, language });
  // Where it goes up and down around the limit, once a day is enough.
  return queueEvent(db, event, { key: `${subject} ${at.slice(0, 10)}`, plans: room.plans }, now);
}

const forget = (db: Connection, subject: string): void =>
  void db.prepare('DELETE FROM standing WHERE subject = ?').run(subject);

function readStanding<Of extends Standing | Known>(db: Connection, subject: string, otherwise: Of): Of {
  const json = db.prepare<[string], string>('SELECT json FROM standing WHERE subject = ?').pluck().get(subject);
  return json === undefined ? otherwise : JSON.parse(json);
}

const keepStanding = (db: Connection, subject: string, standing: Standing | Known): void =>
  void db
    .prepare('INSERT INTO standing VALUES (?, ?) ON CONFLICT (subject) DO UPDATE SET json = excluded.json')
    .run(subject, JSON.stringify(standing));
