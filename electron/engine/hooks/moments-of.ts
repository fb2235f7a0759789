import type { HookMoment } from '#shared/domain/hook.ts';
import type { Outcome } from '#shared/domain/run.ts';

/**
 * Which commands follow a run. `begun`: it had come to the commands before it. Those for always are their counterpart: were
 * they run after one that found the plan locked, they would start again what the other run has stopped meanwhile. A skipped
 * run is a backup that was not made, so it counts as a failure; a cancelled one ended as somebody wished.
 */
export function momentsOf(outcome: Outcome, begun: boolean): readonly HookMoment[] {
  const always = begun ? (['always'] as const) : [];
  switch (outcome) {
    case 'succeeded':
      return ['success', ...always];
    case 'succeeded-with-warnings':
      return ['warning', ...always];
    case 'failed':
    case 'interrupted':
    case 'skipped':
      return ['failure', ...always];
    case 'cancelled':
      return always;
  }
}
