import type { PlanStatus } from '#shared/domain/plan.ts';
import { unfinishedTry } from '#shared/unfinished-try.ts';
import { formatAhead } from '../../app/format/format-ahead.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { turnsWords } from '../plans/places/place-words.ts';

/** What a plan that is not running has to say: what happened last, how old its good copy is, what comes next. `now` in ms. */
export const sentenceOfPlan = (status: PlanStatus, now: number): string =>
  [sentenceOfState(status, now), turnsWords(status, now), nextWords(status, now)]
    .filter((words) => words !== '')
    .join(' ');

/** What a backup that is due waits for, or when the next one is due. */
function nextWords({ nextAt, waitingFor }: PlanStatus, now: number): string {
  if (waitingFor !== null) return t('home.waits', { reason: t(`skip.${waitingFor}`) });
  return nextAt === null ? '' : t('home.next', { when: formatAhead(nextAt, now) });
}

function sentenceOfState(status: PlanStatus, now: number): string {
  const { state, lastGoodAt, lastOutcome, repositoryPath } = status;
  const lastError = status.lastError === null ? null : said(status.lastError);
  const backedUp = lastGoodAt === null ? t('home.not-yet') : backedUpWords(status, lastGoodAt, now);
  if (status.unusual !== null) {
    const { files, changed, removed } = status.unusual;
    return t('home.unusual-plan', { lost: changed + removed, files: t('files', { count: files }), backedUp });
  }
  if (state === 'failed') {
    const failed = lastError ?? t(lastOutcome === 'interrupted' ? 'home.interrupted' : 'home.failed');
    return lastGoodAt === null ? failed : `${failed} ${backedUp}`;
  }
  if (state === 'overdue') {
    const overdue = t('home.overdue-plan', { backedUp });
    return lastError === null ? overdue : `${overdue} ${lastError}`;
  }
  if (state === 'unavailable') return t('home.drive-missing', { path: repositoryPath, backedUp });
  const unfinished = unfinishedTry(status);
  if (unfinished === 'skipped') return `${t('home.skipped', { backedUp })} ${lastError ?? ''}`.trim();
  if (unfinished === undefined) return backedUp;
  return t(lastGoodAt === null ? 'home.cancelled-first' : 'home.cancelled', { backedUp });
}

/** How old the good copy is, and whether its databases are proven. */
function backedUpWords({ dumps }: PlanStatus, lastGoodAt: string, now: number): string {
  const backedUp = t('home.backed-up', { ago: formatAgo(lastGoodAt, now) });
  return dumps === null || dumps.databases === 0 ? backedUp : `${backedUp} ${provenWords(dumps, now)}`;
}

function provenWords(dumps: NonNullable<PlanStatus['dumps']>, now: number): string {
  const { databases: total, proven, failed, provenAt } = dumps;
  if (failed > 0) return t('home.proof-failed', { count: failed });
  if (provenAt === null) return t('home.unproven');
  const ago = formatAgo(provenAt, now);
  return proven === 0 || proven === total
    ? t('home.proven', { ago })
    : t('home.proven-some', { count: proven, total, ago });
}
