import type { DatabaseSource } from '#shared/domain/database.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { BackupPart } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';

/** What a run backs up of its plan. */
export interface Parts {
  readonly files: boolean;
  readonly databases: readonly DatabaseSource[];
}

/** Throws `invalid-input` where the plan has nothing of what was asked for. */
export function chooseParts({ name, folders, databases }: Plan, only: BackupPart | null = null): Parts {
  const parts = {
    files: folders.length > 0 && only !== 'databases',
    databases: only === 'files' ? [] : databases,
  };
  if (parts.files || parts.databases.length > 0) return parts;
  const [what, option] = only === 'files' ? ['folders', '--folder'] : ['databases', '--database'];
  throw new HoldfastError('invalid-input', {
    reason: `“${name}” has no ${what}. Add one with “holdfast plan edit ${option}”, or back up the plan as a whole.`,
  });
}
