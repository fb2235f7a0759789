import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { RunDetail } from '../../shared/domain/run.ts';
import { createRealHome } from './real-home.ts';

/** A process that repairs a snapshot of a home: `node PROGRAM HOME SNAPSHOT`. */
export const repairProgram = fileURLToPath(new URL('../fixtures/repair.ts', import.meta.url));

/** A home for the test that calls it, with what tests of damage and its repair say often; names are below its source. */
export function createRepairHome() {
  const real = createRealHome();
  onTestFinished(() => real.close());
  const copy = (id: string, name: string) => path.join(real.folderOf(id), 'files', real.source, name);
  return {
    real,
    copy,
    write: (name: string, content: string) => {
      const file = path.join(real.source, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
    },
    read: (id: string, name: string) => fs.readFileSync(copy(id, name), 'utf8'),
    nameOf: (id: string) => path.basename(real.folderOf(id)),
    stateOf: (id: string) => JSON.parse(fs.readFileSync(path.join(real.folderOf(id), 'state.json'), 'utf8')),
    verify: (...snapshotIds: string[]) => real.run({ kind: 'verify', snapshotIds }),
    repair: (snapshotIds: string[], dryRun = false) => real.run({ kind: 'repair', snapshotIds, dryRun }),
    /** Where the plan's damaged copies are kept aside. */
    damagedFolder: (id: string) => path.join(path.dirname(path.dirname(real.folderOf(id))), 'damaged'),
  };
}

export function repairOf(run: RunDetail) {
  if (run.result?.kind !== 'repair') throw new Error(JSON.stringify(run));
  return run.result;
}

/** Writes through the inode, as a failing disk does: neither size nor time tell. */
export function rot(file: string, content?: string): void {
  const stats = fs.statSync(file);
  const before = fs.readFileSync(file);
  const after = content === undefined ? Buffer.from(before.map((byte) => byte ^ 1)) : Buffer.from(content);
  fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, after);
  fs.chmodSync(file, stats.mode & 0o7777);
  fs.utimesSync(file, stats.atime, stats.mtime);
}
