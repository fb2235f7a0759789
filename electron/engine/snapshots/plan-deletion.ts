import type { Plan } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import type { HeldOnly } from '../catalogue/remove-snapshot.ts';
import type { StartRun } from '../runs/run-service.ts';
import { type PlannedSnapshot, resolveSnapshot } from './resolve-snapshot.ts';

/** Snapshots of one plan that are to be deleted together. */
export interface Deletion {
  readonly plan: Pick<Plan, 'id' | 'name' | 'repositoryId'>;
  readonly snapshotIds: readonly string[];
  readonly names: readonly string[];
  /** How many of them are safety copies, by which a restore can be undone. */
  readonly safety: number;
  /** What confirms it: a snapshot's name, or how many there are. Nobody types either by habit. */
  readonly phrase: string;
}

/** Throws `snapshot-not-found`, `snapshot-ambiguous`, `snapshot-pinned`, and `invalid-input` for snapshots of two plans. */
export function planDeletion(references: readonly string[], all: readonly PlannedSnapshot[]): Deletion {
  const found = references.map((reference) => resolveSnapshot(reference, all));
  const chosen = [...new Map(found.map((snapshot) => [snapshot.row.id, snapshot])).values()];
  const [first] = chosen;
  if (!first) throw new HoldfastError('invalid-input', { reason: 'Say which snapshots to delete.' });
  const other = chosen.find(({ plan }) => plan.plan.id !== first.plan.plan.id);
  if (other) throw differentPlans(first, other);
  const elsewhere = chosen.find(({ plan }) => plan.key !== first.plan.key);
  if (elsewhere) throw differentPlaces(first, elsewhere);
  const pinned = chosen.find(({ row }) => row.pinned);
  if (pinned) throw new HoldfastError('snapshot-pinned', { snapshot: pinned.row.name });
  return {
    plan: first.plan.plan,
    snapshotIds: chosen.map(({ row }) => row.id),
    names: chosen.map(({ row }) => row.name),
    safety: chosen.filter(({ row }) => row.kind === 'safety').length,
    phrase: chosen.length === 1 ? first.row.name : `delete ${chosen.length} snapshots`,
  };
}

const differentPlans = (one: PlannedSnapshot, other: PlannedSnapshot): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason: `${one.row.name} is of “${one.plan.plan.name}” and ${other.row.name} of “${other.plan.plan.name}”. Delete snapshots of one plan at a time.`,
  });

const differentPlaces = (one: PlannedSnapshot, other: PlannedSnapshot): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason: `${one.row.name} lies in ${one.plan.repositoryPath} and ${other.row.name} in ${other.plan.repositoryPath}. Delete snapshots in one repository at a time.`,
  });

export function startDeletion({ plan, snapshotIds, names }: Deletion): StartRun {
  const [only, second] = snapshotIds;
  return {
    job: { kind: 'delete', planId: plan.id, repositoryId: plan.repositoryId, snapshotIds },
    planId: plan.id,
    planName: plan.name,
    snapshotId: second === undefined ? (only ?? null) : null,
    subject: names.join(', '),
  };
}

const namesTold = 5;

/** Says what would be lost, and which phrase is wanted. */
export function confirmationNeeded({ plan, names, phrase, safety }: Deletion, only: HeldOnly): HoldfastError {
  const [one, second] = names;
  const told = names.slice(0, namesTold).join(', ');
  const more = names.length > namesTold ? ` and ${names.length - namesTold} more` : '';
  const what =
    second === undefined
      ? `the snapshot ${one} of “${plan.name}” for good`
      : `${names.length} snapshots of “${plan.name}” for good: ${told}${more}`;
  const versions = only.files === 1 ? '1 version of a file' : `${only.files.toLocaleString('en')} versions of files`;
  const [it, kept] = second === undefined ? ['it', 'Every file of it is'] : ['them', 'Every file of them is'];
  const files = only.files === 0 ? [] : [`${versions} (${formatBytes(only.bytes)}) that no other snapshot holds`];
  const lost = [...files, ...dumpsLost(only)].join(', and ');
  const losing = lost === '' ? `${kept} in another snapshot too.` : `Lost with ${it}: ${lost}.`;
  return new HoldfastError('confirmation-needed', {
    phrase,
    consequence: `This deletes ${what}. ${losing}${undone(safety)}`,
    ...only,
  });
}

/** Each dump is of its own moment: no other snapshot holds it. */
function dumpsLost({ dumps, dumpBytes }: HeldOnly): string[] {
  if (dumps === 0) return [];
  return [`${dumps === 1 ? 'the dump of a database' : `${dumps} dumps of databases`} (${formatBytes(dumpBytes)})`];
}

/** What else goes with safety copies. */
function undone(safety: number): string {
  if (safety === 0) return '';
  return ` ${safety === 1 ? 'The restore that made the safety copy' : 'The restores that made the safety copies'} can then no longer be undone.`;
}
