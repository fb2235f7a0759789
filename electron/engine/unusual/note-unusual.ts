import type { UnusualExtent } from '#shared/domain/unusual.ts';
import type { BackupScope } from '../backup/backup-scope.ts';
import { findLost } from './find-lost.ts';
import { judgeExtent } from './judge-extent.ts';

export interface Noted {
  /** Files whose content was lost from one snapshot to the next. */
  readonly lost: number;
  /** Null where that is nothing unusual. */
  readonly unusual: UnusualExtent | null;
}

/** Compares what this run found changed or gone with the plan's own history; warns of what is far beyond it. */
export function noteUnusual(scope: BackupScope): Noted {
  const { context, plan, planKey } = scope;
  const extent = findLost(scope);
  if (!extent) return { lost: 0, unusual: null };
  const lost = extent.changed + extent.removed;
  const history = context.catalogue.unusual.shares({ planId: plan.id, planKey });
  const { unusual, usual, bound } = judgeExtent(extent, history);
  if (!unusual) return { lost, unusual: null };
  const told = { ...extent, usual, bound };
  context.warn({ code: 'unusual-change', path: plan.folders[0] ?? '/', message: describe(told) });
  return { lost, unusual: told };
}

function describe({ files, changed, removed, usual }: UnusualExtent): string {
  const lost = changed + removed;
  const before = usual === null ? '' : ` (usually ${percent(usual)})`;
  return `${count(lost)} of ${count(files)} files (${percent(lost / files)}) were changed or deleted since the last backup${before}: ${count(changed)} changed, ${count(removed)} deleted. Until somebody says whether that was meant, no snapshot of this plan is deleted by its policy.`;
}

const count = (number: number): string => number.toLocaleString('en');

const percent = (share: number): string => (share > 0 && share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`);
