import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { csvHeader, csvLine } from '../../../../electron/engine/audit/csv-line.ts';

const entry: AuditEntry = {
  number: 7,
  at: '2026-11-21T03:52:15.000Z',
  user: 'ada',
  uid: 1000,
  way: 'command',
  action: 'restore',
  subject: '/home/ada/letter, in place',
  planId: '0191e7a2-0000-7000-8000-000000000001',
  planName: 'Home',
  snapshotId: null,
  snapshotName: null,
  runId: null,
  outcome: 'succeeded',
  details: { order: { to: null } },
};

describe('a line of CSV (RFC 4180)', () => {
  test('has the columns of the header, text in quotes, and ends with CR LF', () => {
    expect(csvHeader).toBe(
      '"number","at","user","uid","way","action","subject","plan","plan id","snapshot","snapshot id","run id","outcome","details"\r\n',
    );
    expect(csvLine(entry)).toBe(
      '7,"2026-11-21T03:52:15.000Z","ada",1000,"command","restore","/home/ada/letter, in place","Home","0191e7a2-0000-7000-8000-000000000001",,,,"succeeded","{""order"":{""to"":null}}"\r\n',
    );
  });

  test.each(['a "quoted" name', 'two\nlines', 'comma, semicolon; tab\there', '""', ',', 'ü 漢字 🗄', 'bad\uf7ffbyte'])(
    'keeps %j in one cell',
    (subject) => {
      const cells = parseCsv(csvHeader + csvLine({ ...entry, subject }));
      expect(cells).toHaveLength(2);
      expect(cells[1]).toHaveLength(14);
      expect(cells[1]?.[6]).toBe(subject);
    },
  );
});

describe('no cell is a formula', () => {
  const cellOf = (subject: string) => parseCsv(csvLine({ ...entry, subject }))[0]?.[6];

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠SUM(A1)'])(
    'where it begins as %j does',
    (subject) => expect(cellOf(subject)).toMatch(/^'/),
  );

  test.each([
    ['letter;=cmd', "letter;'=cmd"],
    ['letter,=cmd', "letter,'=cmd"],
    ['letter|@cmd', "letter|'@cmd"],
    ['letter\t+cmd', "letter\t'+cmd"],
    ['letter\n=cmd', "letter\n'=cmd"],
  ])('nor a part of one, where %j is cut by another program', (subject, safe) => {
    expect(cellOf(subject)).toBe(safe);
  });

  test.each(['a=b', 'x - y', 'mail@example.org', '1+1', '/home/ada/-rf'])('%j is left as it is', (subject) => {
    expect(cellOf(subject)).toBe(subject);
  });

  test('whatever a plan, a user or a snapshot is called', () => {
    const named = { ...entry, user: '=u', planName: '=p', snapshotName: '=s', details: { order: { path: '=x' } } };
    expect(csvLine(named)).not.toMatch(/(^|,)"?[=+\-@]/);
  });
});

/** By RFC 4180, and nothing else. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
