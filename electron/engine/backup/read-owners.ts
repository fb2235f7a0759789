import type { Manifest } from '../repository/manifest.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { lookUpOwners } from '../tools/look-up-owners.ts';
import type { BackupScope } from './backup-scope.ts';
import { itemKind } from './worksheet.ts';

type Names = Readonly<Record<string, string>>;

/**
 * Names of all users and groups that entries of the new snapshot belong to, by their numbers: so that a restore on another
 * machine finds the same people. Those of the base are asked for again, as names change.
 */
export async function readOwners({ worksheet, base }: BackupScope): Promise<NonNullable<Manifest['owners']>> {
  const before = base && readManifest(base.paths.manifest)?.owners;
  const rows = worksheet.db
    .prepare<[], [number, number]>(`SELECT DISTINCT uid, gid FROM item WHERE kind <> ${itemKind.removed}`)
    .raw()
    .all();
  const users = await nameAll(
    'user',
    rows.map(([uid]) => uid),
    before?.users ?? {},
  );
  return {
    users,
    groups: await nameAll(
      'group',
      rows.map(([, gid]) => gid),
      before?.groups ?? {},
    ),
  };
}

/** What nobody knows any more keeps the name that it had. */
async function nameAll(kind: 'user' | 'group', numbers: readonly number[], before: Names): Promise<Names> {
  const wanted = new Set([...Object.keys(before).map(Number), ...numbers]);
  const found = (await lookUpOwners(kind, [...wanted])) ?? [];
  return { ...before, ...Object.fromEntries(found.map(({ id, name }) => [String(id), name])) };
}
