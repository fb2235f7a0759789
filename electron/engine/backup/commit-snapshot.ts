import os from 'node:os';
import { commitFolder } from '../repository/commit-folder.ts';
import type { Manifest } from '../repository/manifest.ts';
import { repositoryFormat } from '../repository/marker.ts';
import { writePlanFile } from '../repository/plan-file.ts';
import type { PlanLock } from '../repository/plan-lock.ts';
import { writeDurably } from '../repository/write-durably.ts';
import type { RunContext } from '../runs/run-context.ts';
import { nextSequence } from '../snapshots/next-sequence.ts';
import { syncVolume } from '../tools/sync-volume.ts';
import type { BackupScope } from './backup-scope.ts';

type Backup = Pick<BackupScope, 'context' | 'plan' | 'planKey' | 'paths' | 'target' | 'scheduleId'>;

type Head = Omit<Manifest, 'base' | 'components' | 'tools' | 'sums' | 'metadata'>;

/** What the manifest of any backup begins with. */
export function beginManifest({ context, plan, planKey, paths, scheduleId }: Backup): Head {
  return {
    format: repositoryFormat,
    id: crypto.randomUUID(),
    sequence: nextSequence(context, { key: planKey, plan }, paths),
    kind: 'backup',
    planId: plan.id,
    planName: plan.name,
    machine: os.hostname(),
    runId: context.runId,
    ...(scheduleId !== undefined && { scheduleId }),
    startedAt: context.startedAt,
    completedAt: new Date(context.now()).toISOString(),
    exclusions: plan.exclusions,
    ...warningsOf(context),
  };
}

const warningsOf = (context: RunContext): Pick<Manifest, 'warnings' | 'warningCount'> => ({
  warnings: [...context.warnings()],
  warningCount: context.warningCount(),
});

/**
 * Makes the filled folder, whose lists are written, a snapshot; gives its name. The order is the format's (REPOSITORY,
 * rules 2 and 3): lists and manifest are durable before the rename, and the rename is the commit.
 */
export async function commitSnapshot(
  { context, plan, paths, target }: Backup,
  manifest: Manifest,
  lock: PlanLock,
): Promise<string> {
  writeDurably(target.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  writePlanFile(paths, plan, context.now());
  await syncVolume(target.folder);
  context.signal.throwIfAborted();
  lock.assertHeld();
  return commitFolder(target.folder, { snapshots: paths.snapshots, now: context.now() });
}
