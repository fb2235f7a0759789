import type { BrowseResult } from './browse.ts';
import type { DatabaseResult } from './database/measure-database.ts';
import type { Machine } from './machine.ts';
import type { PeerId } from './peers/peer.ts';
import type { StartResult } from './start/measure-start.ts';
import type { StepId } from './steps.ts';

/** One step of one program, measured once. */
export interface Sample {
  readonly step: StepId;
  readonly round: number;
  readonly peer: PeerId;
  /** Without what is kept apart. */
  readonly seconds: number;
  readonly apartSeconds: number;
  readonly peakBytes: number;
  /** What the disk had less of afterwards (statvfs). */
  readonly addedBytes: number;
  /** Of that, what the first of its commands took, where it has several. */
  readonly firstAddedBytes: number;
  /** Longest standstill of the event loop, where that is watched. */
  readonly loopMs?: number;
  /** Longest standstill meanwhile of a process with nothing to do. */
  readonly bystanderLoopMs?: number;
  /** Of the renamed files, what was copied rather than linked, where the newest copy can be looked at. */
  readonly copiedBytes?: number;
  /** What the change before it made the program copy. */
  readonly changedBytes?: number;
}

export interface Failure {
  readonly peer: PeerId;
  readonly step: string;
  readonly round: number;
  readonly message: string;
}

export interface PartResult {
  readonly machine: Machine;
  readonly title: string;
  readonly description: string;
  readonly rounds: number;
  readonly samples: readonly Sample[];
  readonly failures: readonly Failure[];
}

export const treePartIds = ['100k', 'checkout', 'large', '1m'] as const;
export type TreePartId = (typeof treePartIds)[number];

/** All that is known, each part of it from the last run that measured it. */
export interface BenchResult {
  readonly parts: Readonly<Partial<Record<TreePartId, PartResult>>>;
  readonly browse?: { readonly machine: Machine; readonly result: BrowseResult };
  readonly database?: { readonly machine: Machine; readonly result: DatabaseResult };
  readonly start?: { readonly machine: Machine; readonly result: StartResult };
}
