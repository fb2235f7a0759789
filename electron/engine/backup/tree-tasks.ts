import type { Exclusions } from '#shared/domain/plan.ts';
import type { CopyBatch, Uncopied } from '../restore/copy-files.ts';
import type { LookBatch, Unlike } from '../restore/find-unlike.ts';
import type { ProofBatch, Unproven } from '../verification/prove-files.ts';
import type { CloneBatch, CloneResult } from './clone-folders.ts';
import type { FillBatch, FillResult } from './fill-files.ts';
import type { HashBatch, HashResult } from './hash-files.ts';
import type { LinkBatch, LinkResult } from './link-files.ts';
import type { ListBatch, ListedFolders } from './list-folders.ts';
import type { ScanFolder, ScanResult } from './scan-folder.ts';

/** What a tree thread is told when it starts. */
export interface TreeSetup {
  readonly home: string;
  /** Number of this thread, and of all that give out entry ids (the run's own included), so that those never meet. */
  readonly index: number;
  readonly count: number;
}

/** What it has to know before it scans. */
export interface ScanSetup {
  /** Highest entry id in the catalogue when the run started. */
  readonly newestEntry: number;
  readonly roots: readonly { readonly path: string; readonly dev: number }[];
  readonly exclusions: Exclusions;
  readonly repositories: readonly string[];
  readonly baseFiles: string | null;
  readonly damaged: readonly string[];
  readonly fullChecksum: boolean;
  /** Whose copies in the base are all looked at: one folder of `lookTurns`; null: of every folder. */
  readonly lookTurn: number | null;
}

/** The work tree threads do, by name: what goes in and what comes out. */
export interface TreeTasks {
  scan: { in: readonly ScanFolder[]; out: ScanResult };
  clone: { in: CloneBatch; out: CloneResult };
  link: { in: LinkBatch; out: LinkResult };
  fill: { in: FillBatch; out: FillResult };
  hash: { in: HashBatch; out: HashResult };
  copy: { in: CopyBatch; out: readonly Uncopied[] };
  look: { in: LookBatch; out: readonly Unlike[] };
  prove: { in: ProofBatch; out: readonly Unproven[] };
  list: { in: ListBatch; out: ListedFolders };
}

export type TaskName = keyof TreeTasks;

export interface TaskRequest<Name extends TaskName = TaskName> {
  readonly name: Name;
  readonly input: TreeTasks[Name]['in'];
}

/** All that is sent to a tree thread; only requests are answered. */
export type TreeMessage = TaskRequest | { readonly scan: ScanSetup } | 'close';

/** Codes of failures cross between threads as data. */
export type TaskAnswer =
  | { readonly output: unknown }
  | { readonly failure: { readonly code: string; readonly message: string; readonly path: string } };
