import { expect, test } from 'vitest';
import { fields, table } from '../../../../electron/cli/output/table.ts';

test('columns are aligned, numbers to the right, without space at the ends', () => {
  const rows = [
    { name: 'Home', size: '1 B', note: '' },
    { name: 'A much longer name', size: '999 GB', note: 'pinned' },
  ];
  expect(
    table(rows, [
      { title: 'Name', cell: ({ name }) => name },
      { title: 'Size', cell: ({ size }) => size, align: 'right' },
      { title: 'Notes', cell: ({ note }) => note },
    ]),
  ).toEqual(['Name                  Size  Notes', 'Home                   1 B', 'A much longer name  999 GB  pinned']);
});

test('wide characters take two columns', () => {
  const lines = table(
    ['日本', 'abcd', '🎉'],
    [
      { title: 'N', cell: (name) => name },
      { title: 'X', cell: () => 'x' },
    ],
  );
  expect(lines).toEqual(['N     X', '日本  x', 'abcd  x', '🎉    x']);
});

test('fields align their values', () => {
  expect(
    fields([
      ['Plan', 'Home'],
      ['Repository', '/r'],
    ]),
  ).toEqual(['Plan        Home', 'Repository  /r']);
});
