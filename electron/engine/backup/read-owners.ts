import type { Manifest } from '../repository/manifest.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { nameOwners } from '../tools/name-owners.ts';
import type { BackupScope } from './backup-scope.ts';
import { itemKind } from './worksheet.ts';

/** Names of all users and groups that entries of the new snapshot belong to, by their numbers; those of the base too. */
export async function readOwners({ worksheet, base }: BackupScope): Promise<NonNullable<Manifest['owners']>> {
  const before = base && readManifest(base.paths.manifest)?.owners;
  const rows = worksheet.db
    .prepare<[], [number, number]>(`SELECT DISTINCT uid, gid FROM item WHERE kind <> ${itemKind.removed}`)
    .raw()
    .all();
  return nameOwners(rows, before ?? undefined);
}
