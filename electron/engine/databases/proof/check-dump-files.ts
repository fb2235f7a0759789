import { createTreePool } from '../../backup/tree-pool.ts';
import type { FoundDamage } from '../../repository/manifest.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { type FileToProve, proveAll } from '../../verification/prove-all.ts';
import { recordDamage } from '../../verification/record-damage.ts';
import type { DumpedFile } from '../dumped-database.ts';
import type { FindingsSheet } from '../findings.ts';

interface FilesOfDump {
  readonly snapshotId: string;
  /** Absolute. */
  readonly snapshotFolder: string;
  readonly files: readonly DumpedFile[];
  readonly sheet: FindingsSheet;
}

/**
 * Reads the files of dumps and compares their sums: what is damaged is found as such, and never restored. Damage is noted
 * with its snapshot, as an integrity check does.
 */
export async function checkDumpFiles(context: RunContext, dumps: readonly FilesOfDump[]): Promise<void> {
  const files = dumps.flatMap((dump) => dump.files.map((file) => toProve(dump, file)));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  context.progress.enter('verifying', { files: files.length, bytes });
  const pool = createTreePool(context.home);
  try {
    await proveAll({
      ...{ pool, files, signal: context.signal },
      onProved: (proved, faults) => {
        for (const [index, { tag, size, name }] of proved.entries()) {
          const fault = faults.get(index);
          tag.sheet.check(fault === undefined, () => `The file ${name} of the dump is damaged: ${fault?.reason}.`);
          if (fault) noteDamage(context, tag, { path: `${tag.snapshotFolder}/${name}`, ...fault, ino: null });
          context.progress.advance({ files: 1, bytes: size }, name);
        }
      },
    });
  } finally {
    await pool.close();
  }
}

const toProve = (dump: FilesOfDump, { path, size, sha256 }: DumpedFile): FileToProve<FilesOfDump> => ({
  folder: dump.snapshotFolder,
  name: path,
  size,
  sha256: Buffer.from(sha256, 'hex'),
  tag: dump,
});

function noteDamage(context: RunContext, { snapshotId }: FilesOfDump, found: FoundDamage): void {
  const others = context.catalogue.damage.of(snapshotId).filter(({ path }) => path !== found.path);
  recordDamage(context, snapshotId, { damage: [...others, found], verifiedAt: null });
}
