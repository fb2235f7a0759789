import { expect, test } from 'vitest';
import {
  isRowsEntry,
  isTableEntry,
  parseArchiveEntry,
} from '../../../../../electron/engine/tools/postgres/parse-archive-list.ts';

const kindOf = (line: string): string => {
  const entry = parseArchiveEntry(line);
  if (!entry) return 'none';
  return isTableEntry(entry) ? `table ${entry.oid}` : isRowsEntry(entry) ? `rows ${entry.oid}` : 'other';
};

test.each([
  [';     dbname: everything', 'none'],
  ['', 'none'],
  ['215; 1259 16390 TABLE public orders shop', 'table 16390'],
  ['216; 1259 16391 FOREIGN TABLE shop far postgres', 'table 16391'],
  ['3364; 0 16390 TABLE DATA public orders shop', 'rows 16390'],
  ['217; 1259 16400 TABLE DATA t owner', 'table 16400'],
  ['3201; 0 0 TABLE ATTACH shop event_2025 postgres', 'other'],
  ['220; 1259 16500 SEQUENCE public orders_id_seq shop', 'other'],
  ['221; 1259 16501 MATERIALIZED VIEW shop totals postgres', 'other'],
  ['3370; 0 16501 MATERIALIZED VIEW DATA shop totals postgres', 'other'],
])('%j is %s', (line, kind) => {
  expect(kindOf(line)).toBe(kind);
});
