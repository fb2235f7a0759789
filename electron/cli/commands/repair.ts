import type { RepairItem, RepairStep } from '#shared/domain/damage.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { conclude, followRun } from '../follow-run.ts';
import { describeResult } from '../output/describe-run.ts';
import { displayName, displayText } from '../output/display-name.ts';
import { formatDuration } from '../output/format.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const repair: Verb = {
  name: 'repair',
  summary: 'Mend what “verify” found damaged, from another snapshot or the source',
  examples: ['holdfast repair latest --dry-run', 'holdfast repair --plan Home', 'holdfast repair --all --json'],
  define: (command, act) => {
    command
      .argument('[SNAPSHOT]', snapshotArgument)
      .option('--plan <NAME>', 'all snapshots of this plan')
      .option('--all', 'all snapshots of all plans')
      .option('--dry-run', 'only say what could be repaired, and from where')
      .action((snapshot: string | undefined, options: Omit<RepairOptions, 'snapshot'>) =>
        act((context) => repairSnapshots(context, { ...options, ...(snapshot !== undefined && { snapshot }) })),
      );
  },
};

interface RepairOptions {
  readonly snapshot?: string;
  readonly plan?: string;
  readonly all?: true;
  readonly dryRun?: true;
}

async function repairSnapshots(
  context: Context,
  { snapshot, plan, all, dryRun = false }: Omit<RepairOptions, 'dryRun'> & { readonly dryRun?: boolean },
): Promise<number> {
  if ([snapshot, plan, all].filter((choice) => choice !== undefined).length !== 1) {
    throw new HoldfastError('invalid-input', { reason: 'Say what to repair: a SNAPSHOT, --plan NAME or --all.' });
  }
  const run = await followRun(context, 'repair', (client) => client.snapshots.repair({ snapshot, plan, dryRun }));
  if (context.json) await context.out.json(resultDocument(run));
  else await context.out.print(...describe(run));
  // What was left has been told with its next step already.
  return conclude(context, context.json ? run : { ...run, warnings: [], warningCount: 0 });
}

function resultDocument(run: RunDetail) {
  const result = run.result?.kind === 'repair' ? run.result : null;
  return {
    type: 'result',
    runId: run.id,
    outcome: run.outcome,
    dryRun: result?.dryRun ?? false,
    repaired: result?.repaired ?? 0,
    fromSnapshot: result?.fromSnapshot ?? 0,
    fromSource: result?.fromSource ?? 0,
    sound: result?.sound ?? 0,
    left: result?.left ?? 0,
    bytes: result?.bytes ?? 0,
    items: result?.items ?? [],
    warnings: run.warnings,
    durationMs: run.durationMs,
  };
}

function describe({ result, durationMs }: RunDetail): readonly string[] {
  if (result?.kind !== 'repair') return [];
  if (result.items.length === 0) {
    return ['Nothing is known to be damaged. “holdfast verify --all” reads everything and compares it.'];
  }
  return [
    ...result.items.map(itemLine),
    `${result.dryRun ? 'Would repair' : 'Repaired'}: ${describeResult(result)} in ${formatDuration(durationMs)}.`,
  ];
}

function itemLine({ path, snapshots, outcome, from, reason, next }: RepairItem): string {
  const place = `${displayName(path)}  in ${snapshots.join(', ')}`;
  if (outcome === 'left') return `left      ${place}  (${displayText(reason ?? '')}; ${next ? nextWords[next] : ''})`;
  if (outcome === 'sound') return `right     ${place}  (its content is right after all)`;
  const origin = from === null ? '' : `  (from ${from.snapshot ?? 'the source'}: ${displayName(from.path)})`;
  return `repaired  ${place}${origin}`;
}

const nextWords: Readonly<Record<RepairStep, string>> = {
  'back-up': 'back up again to keep what the source has now',
  'older-version': 'another version may be whole, see “holdfast history”',
  'make-room': 'free some space on the drive and repair again',
  'check-again': 'check it again with “holdfast verify”',
  none: 'nothing else holds it',
};
