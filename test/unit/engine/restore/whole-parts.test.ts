import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileType } from '../../../../electron/engine/catalogue/file-record.ts';
import {
  createRestoreList,
  type PlannedItem,
  plannedAction,
  type RestoreList,
  wholeness,
} from '../../../../electron/engine/restore/restore-list.ts';
import { readItems } from '../../../../electron/engine/restore/restore-scope.ts';
import { divideWhole, stretches } from '../../../../electron/engine/restore/whole-parts.ts';

let folder: string;
let list: RestoreList;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-parts-'));
  list = createRestoreList(path.join(folder, 'list'));
});
afterEach(() => {
  list.close();
  fs.rmSync(folder, { recursive: true });
});

const item = (at: string, more: Partial<PlannedItem> = {}): PlannedItem => ({
  ...{ path: at, action: plannedAction.create, type: fileType.file, size: 1, newer: 0, base: 0, name: at.slice(1) },
  ...{ renamed: 0, wasSize: null, wasMtimeS: null, wasMtimeNs: null },
  ...{ mode: 0o644, uid: 0, gid: 0, mtimeS: 0, mtimeNs: 0, sha256: null, linkTo: null, whole: wholeness.below },
  ...more,
});

/** A folder with so many files. */
function fill(at: string, files: number, whole: number = wholeness.below): void {
  list.add(item(at, { type: fileType.folder, whole }));
  for (let file = 0; file < files; file += 1) list.add(item(`${at}/${file}`));
}

const paths = (folders: readonly { readonly path: string }[]) => folders.map(({ path: at }) => at);

it('divides a large folder at its large folders; small ones and what is linked wait for the end', () => {
  list.db.exec('BEGIN');
  fill('/to/top', 3, wholeness.top);
  for (const name of ['a', 'b', 'd', 'é', 'it’s', "it's"]) fill(`/to/top/${name}`, 1500);
  fill('/to/top/c', 20);
  // Beside the folders, and close to where they begin and end.
  for (const name of ['a!', 'a0', 'b.txt', '\u{10FFFF}']) list.add(item(`/to/top/${name}`));
  list.add(item('/to/top/b/link', { linkTo: '/to/top/d/1' }));
  fill('/to/small', 10, wholeness.top);
  fill('/to/there', 2000, wholeness.none);
  list.db.exec('COMMIT');
  const { early, late, divided } = divideWhole(list);
  expect(paths(early)).toEqual(['/to/top/a', "/to/top/it's", '/to/top/it’s', '/to/top/é'].sort(byBytes));
  expect(paths(late).sort()).toEqual(['/to/small', '/to/top/b', '/to/top/c', '/to/top/d']);
  expect(paths(divided)).toEqual(['/to/top']);

  const all = [...readItems(list, '1')].map(({ path: at }) => at);
  const inStretches = [...stretches(early)].map(({ within, part }) => {
    const found = [...readItems(list, '1', { within })].map(({ path: at }) => at);
    expect([...readItems(list, '1', { within, order: 'down' })].map(({ path: at }) => at)).toEqual(found.toReversed());
    if (part) expect(found.every((at) => at.startsWith(`${part.path}/`))).toBe(true);
    return found;
  });
  expect(inStretches.flat()).toEqual(all);
});

it('leaves a folder as one in which nothing is large, whatever lies in it', () => {
  list.db.exec('BEGIN');
  fill('/to/flat', 3000, wholeness.top);
  fill('/to/wide', 0, wholeness.top);
  for (let number = 0; number < 300; number += 1) fill(`/to/wide/${number}`, 9);
  list.db.exec('COMMIT');
  const { early, late, divided } = divideWhole(list);
  expect(paths(early)).toEqual(['/to/flat', '/to/wide']);
  expect([...late, ...divided]).toEqual([]);
});

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));
