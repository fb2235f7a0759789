import type { PeerId } from './peers/peer.ts';
import type { Changed } from './trees/tree.ts';

/** In the order of the report. */
export const stepTitles = {
  'first-backup': 'first backup',
  'first-backup-cold': 'first backup, caches cold',
  'nothing-changed': 'nothing changed',
  'nothing-changed-cold': 'nothing changed, caches cold',
  'changed-0.3': '0.3 % changed',
  'changed-5': '5 % changed',
  'changed-30': '30 % changed',
  appended: 'one file appended to',
  renamed: 'folder of a fifth of the files renamed',
  'restore-one': 'restore of one file',
  'restore-all': 'restore of all',
  check: 'integrity check of all',
  'delete-oldest': 'oldest snapshot deleted',
  rebuild: 'catalogue rebuilt',
} as const;
export type StepId = keyof typeof stepTitles;

export interface Step {
  readonly id: StepId;
  readonly action: 'backup' | 'check' | 'restoreAll' | 'restoreOne' | 'deleteOldest' | 'rebuild';
  /** Done to the tree before it, differently for each seed. */
  readonly change?: (seed: number) => Change;
  /** Undoes the change once the round is over. */
  readonly undo?: () => void;
  /** In the first round only. */
  readonly once?: true;
  /** Caches are dropped before each program. */
  readonly cold?: true;
  /** Each program begins a new repository, for this step alone. */
  readonly fresh?: true;
  /** Nobody but these. */
  readonly peers?: readonly PeerId[];
  /** So many times before it, the tree is changed and backed up without being measured. */
  readonly before?: { readonly times: number; readonly change: (seed: number) => Change };
}

export interface Change extends Partial<Changed> {
  /** The folder that was renamed, by its new path. */
  readonly renamed?: string;
}

export const takesPart = ({ peers }: Step, { id }: { readonly id: PeerId }): boolean =>
  peers === undefined || peers.includes(id);
