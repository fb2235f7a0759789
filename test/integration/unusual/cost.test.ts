import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorksheet } from '../../../electron/engine/backup/worksheet.ts';
import { type Connection, openCatalogue } from '../../../electron/engine/catalogue/open-catalogue.ts';
import { lostFiles } from '../../../electron/engine/unusual/find-lost.ts';
import { addedFiles, lostSince } from '../../../electron/engine/unusual/walk-unusual.ts';

let folder: string;
let db: Connection;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-cost-'));
  db = openCatalogue(folder);
  const sheet = path.join(folder, 'work.sqlite');
  createWorksheet(sheet, { session: 'test' }).close();
  db.prepare('ATTACH ? AS work').run(sheet);
});
afterEach(() => {
  db.close();
  fs.rmSync(folder, { recursive: true });
});

test.each([
  ['what a run lost', lostFiles],
  ['what is lost since', lostSince],
  ['what came since', addedFiles],
])('%s is found without going through all files of the plan', (_, sql) => {
  const given = { since: 1, accepted: '[]', planKey: 1, before: 1, last: 2 };
  const steps = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(given);
  const scans = steps.map(({ detail }) => detail).filter((detail) => /^SCAN (version|entry|v|e|n|o)\b/.test(detail));
  expect(scans).toEqual([]);
  expect(steps.length).toBeGreaterThan(5);
});
