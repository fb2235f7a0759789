import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';
import { type SnapshotState, snapshotStateSchema } from './manifest.ts';
import { writeDurably } from './write-durably.ts';

/** Reads a snapshot's `state.json`. Absent or unreadable means all defaults: what it says is never needed to restore. */
export function readSnapshotState(file: string): SnapshotState {
  try {
    return snapshotStateSchema.parse(JSON.parse(fs.readFileSync(fsPath(file), 'utf8')));
  } catch {
    return snapshotStateSchema.parse({});
  }
}

/** Changes some of a snapshot's state; the rest stays. */
export function changeSnapshotState(file: string, changes: Partial<SnapshotState>): void {
  writeDurably(file, `${JSON.stringify({ ...readSnapshotState(file), ...changes }, null, 2)}\n`);
}
