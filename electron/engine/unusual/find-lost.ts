import type { BackupScope } from '../backup/backup-scope.ts';
import { withCatalogue } from '../backup/settle-doubtful.ts';
import { itemKind } from '../backup/worksheet.ts';
import { fileType } from '../catalogue/file-record.ts';
import { readManifest } from '../repository/read-manifest.ts';
import type { Extent } from './judge-extent.ts';

const { added, changed, linked, removed } = itemKind;

/**
 * Files of the base whose content is another or gone in this run's sheet, while no file that came or changed has that
 * content: so neither what was moved or renamed is among them, nor what has only other attributes. Goes by what differs,
 * whatever the plan holds besides. Folders that are no longer the plan's, and those whose emptiness was accepted, are
 * meant (`root`); so is what came with a change since `@since` that nobody has answered.
 */
export const lostFiles = `WITH RECURSIVE
  gone (id, root) AS (
    SELECT entry_id, root FROM work.item WHERE base_type = ${fileType.folder} AND (kind = ${removed}
      OR (kind IN (${changed}, ${linked}) AND type <> ${fileType.folder}))
    UNION ALL SELECT e.id, gone.root FROM gone CROSS JOIN entry e ON e.parent_id = gone.id),
  differing (id, root, gone) AS (
    SELECT entry_id, root, kind = ${removed} FROM work.item
      WHERE base_type = ${fileType.file} AND kind IN (${changed}, ${linked}, ${removed})
    UNION ALL SELECT id, root, 1 FROM gone)
  SELECT count(*) FILTER (WHERE NOT d.gone) AS changed, count(*) FILTER (WHERE d.gone) AS removed
  FROM differing d CROSS JOIN version v ON v.entry_id = d.id AND v.last_seq IS NULL
  WHERE v.type = ${fileType.file} AND v.size > 0 AND v.first_seq < @since
    AND (NOT d.gone OR (d.root >= 0 AND d.root NOT IN (SELECT value FROM json_each(@accepted))))
    AND v.sha256 NOT IN (SELECT sha256 FROM work.item
      WHERE kind IN (${added}, ${changed}, ${linked}) AND type = ${fileType.file} AND sha256 IS NOT NULL)`;

interface Lost {
  readonly changed: number;
  readonly removed: number;
}

/** What this run found changed or gone of the base, once all that is new has its sum; null for a plan's first backup. */
export function findLost(scope: BackupScope): Extent | null {
  const { context, plan, planKey, base, worksheet } = scope;
  if (!base) return null;
  const roots = plan.folders.map((folder, root) => ({ folder, root }));
  const accepted = roots.filter(({ folder }) => plan.acceptEmpty.includes(folder)).map(({ root }) => root);
  const since = context.catalogue.unusual.firstOpen(planKey)?.sequence ?? Number.MAX_SAFE_INTEGER;
  const found = withCatalogue(context.db, worksheet.path, () =>
    context.db.prepare<unknown[], Lost>(lostFiles).get({ since, accepted: JSON.stringify(accepted) }),
  );
  const { files } = base.snapshot;
  if (!found) return { files, changed: 0, removed: 0 };
  // Under other exclusions, what is gone from the plan may well be where it was.
  return { files, changed: found.changed, removed: sameExclusions(scope) ? found.removed : 0 };
}

function sameExclusions({ base, plan }: BackupScope): boolean {
  const before = base && readManifest(base.paths.manifest)?.exclusions;
  return JSON.stringify(before) === JSON.stringify(plan.exclusions);
}
