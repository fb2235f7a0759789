import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import type { VersionRow } from '../catalogue/version-row.ts';
import { linkText } from '../tools/record-of.ts';
import { type Comparison, compareEntry, hasAttributes, hasTime, type Restorer } from './compare-entry.ts';
import { sumOf } from './sum-of.ts';

interface Comparing {
  readonly user: Restorer;
  /** Read also what seems to be the same. */
  readonly compareContent: boolean;
  /** Called between chunks of large files: lets messages in, throws to stop. */
  readonly pause: () => Promise<void>;
}

/** Compares what a snapshot recorded with what is at the target now, and reads what can't be told otherwise. */
export async function compareWithTarget(
  row: VersionRow,
  { target, now }: { readonly target: string; readonly now: FileRecord | null },
  { user, compareContent, pause }: Comparing,
): Promise<Exclude<Comparison, 'unsure'>> {
  const seems = compareEntry(row, now, user);
  if (now === null || now.type !== row.type || row.type === fileType.folder) return sure(seems);
  switch (row.type) {
    case fileType.file:
      if (seems !== 'unsure' && !(compareContent && now.size === row.size)) return seems;
      if (row.sha256 === null || (await sumOf(target, row.size, pause)) !== row.sha256.toString('hex'))
        return 'different';
      return hasTime(row, now) && hasAttributes(row, now, user) ? 'same' : 'attributes';
    case fileType.link:
      return linkText(target) === row.link ? alike(seems) : 'different';
    case fileType.device:
      // Its number is not recorded.
      return sure(seems);
    default:
      return alike(seems);
  }
}

const sure = (seems: Comparison): Exclude<Comparison, 'unsure'> => (seems === 'unsure' ? 'different' : seems);

/** There is nothing in it, or that is the same: what differs is its time. */
const alike = (seems: Comparison): Exclude<Comparison, 'unsure'> =>
  seems === 'different' ? 'attributes' : sure(seems);
