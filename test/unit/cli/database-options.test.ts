import { Command } from 'commander';
import { expect, test } from 'vitest';
import { type DatabaseSource, databaseSourceSchema } from '#shared/domain/database.ts';
import { wishedDatabases } from '../../../electron/cli/database-drafts.ts';
import { defineDatabaseOptions } from '../../../electron/cli/database-options.ts';

const read = (words: readonly string[], { forEdit = false, before = [] as readonly DatabaseSource[] } = {}) => {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  const { wishes } = defineDatabaseOptions(command, forEdit);
  command.parse(words, { from: 'user' });
  return wishedDatabases(wishes, before);
};
const drafts = (...words: readonly string[]) => read(words).map(({ draft }) => draft);

test('a server with a database is that database alone, one without is all of them', () => {
  expect(
    drafts('--database', 'postgresql://ada@db.example/shop', '--database', 'postgresql://db.example'),
  ).toMatchObject([
    { label: 'shop', connection: { host: 'db.example', user: 'ada', database: 'shop' }, include: ['shop'] },
    { label: 'db', connection: { host: 'db.example', database: 'postgres' }, include: ['*'] },
  ]);
});

test('options belong to the server before them', () => {
  const found = drafts(
    ...['--database', 'postgresql://one', '--exclude-table', 'a', '--exclude-table', 'b.*', '--globals', 'none'],
    ...[
      '--database',
      'postgresql://two',
      '--include-database',
      's*',
      '--exclude-database',
      'secret',
      '--label',
      'second',
    ],
    ...['--exclude-schema', 'tmp', '--exclude-table-data', 'log', '--test-restore', 'never', '--test-on-server'],
  );
  expect(found).toMatchObject([
    { label: 'one', excludeTables: ['a', 'b.*'], globals: 'none', testRestore: 'weekly', include: ['*'], exclude: [] },
    {
      ...{ label: 'second', include: ['s*'], exclude: ['secret'], excludeSchemas: ['tmp'], excludeTableData: ['log'] },
      ...{ testRestore: 'never', testOnServer: true, globals: 'without-passwords' },
    },
  ]);
  expect(() => drafts('--exclude-table', 'a', '--database', 'postgresql://one')).toThrow(/Put it after --database/);
});

test('labels are made of what there is, and differ', () => {
  const uris = ['postgresql://', 'postgresql:///?host=/tmp', 'postgresql://10.0.0.1', 'postgresql://[::1]'];
  const named = ['postgresql://x/My%20shop', 'postgresql://x/my-shop', 'postgresql://db.example'];
  const labels = drafts(...[...uris, ...named].flatMap((uri) => ['--database', uri])).map(({ label }) => label);
  expect(labels).toEqual(['postgres', 'postgres-2', '10.0.0.1', '1', 'My-shop', 'my-shop-2', 'db']);
});

test('a password in the URI is not part of the connection', () => {
  const [draft] = drafts('--database', 'postgresql://ada:un%3Aseen@db.example/shop');
  expect(draft?.password).toBe('un:seen');
  expect(JSON.stringify(draft?.connection)).not.toContain('seen');
});

test('what makes no sense is told without telling a password', () => {
  const reason = (...words: readonly string[]) => {
    try {
      drafts(...words);
      return '';
    } catch (error) {
      return String(error);
    }
  };
  expect(reason('--database', 'mysql://ada:unseen@db')).toContain('no address of a PostgreSQL server');
  expect(reason('--database', 'postgresql://ada:unseen@a,b/x')).not.toContain('unseen');
  const uri = 'postgresql://ada:unseen@db';
  expect(reason('--database', uri, '--globals', 'some')).toMatch(/^HoldfastError: “--globals” is none/);
  expect(reason('--database', uri, '--label', 'two words')).toContain('A label is one word');
  expect(reason('--database', uri, '--test-restore', 'daily')).toContain('never, weekly or');
});

const main = databaseSourceSchema.parse({
  id: '00000000-0000-4000-8000-000000000001',
  ...{ label: 'main', connection: { host: 'db.example' }, excludeTables: ['a'], globals: 'none' },
});

test('an edit changes what is said of a server and keeps the rest', () => {
  const options = { forEdit: true, before: [main] };
  const [changed] = read(['--change-database', 'Main', '--exclude-table', 'b', '--forget-password'], options);
  expect(changed?.draft).toEqual({ ...main, excludeTables: ['b'], password: null });
  expect(read(['--change-database', 'main', '--exclude-table', ''], options)[0]?.draft).toEqual({
    ...main,
    excludeTables: [],
  });
  const moved = read(
    ['--change-database', 'main', '--database-uri', 'postgresql://b:pw@new/x', '--no-test-on-server'],
    options,
  );
  expect(moved[0]?.draft).toMatchObject({
    ...{ id: main.id, label: 'main', include: ['*'], excludeTables: ['a'], password: 'pw', testOnServer: false },
    connection: { host: 'new', user: 'b', database: 'x' },
  });
  expect(read(['--add-database', 'postgresql://main'], options)[0]?.draft.label).toBe('main-2');
  expect(() => read(['--change-database', 'other'], options)).toThrow(
    /no database server labelled “other”. It has: main/,
  );
});
