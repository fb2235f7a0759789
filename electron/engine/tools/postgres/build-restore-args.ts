import { databaseOption } from './database-option.ts';

export interface RestoreOptions {
  /** Absolute path of the dump: a file, or a folder in directory format. */
  readonly archive: string;
  readonly database: string;
  readonly sections: readonly ('pre-data' | 'data' | 'post-data')[];
  /** Connections at the same time; one in a single transaction. */
  readonly jobs: number;
  /** All or nothing, and what is there already is dropped first. */
  readonly replaceInOneTransaction?: boolean;
  /** Ends at the first failure rather than list them all. */
  readonly exitOnError: boolean;
  readonly owners: boolean;
  readonly grants: boolean;
  readonly tablespaces: boolean;
  /** File that names the entries to be restored; null: all. */
  readonly list: string | null;
}

/** Arguments of pg_restore that writes into a database. Source: pg_restore(1). */
export function buildRestoreArgs(options: RestoreOptions): string[] {
  const { archive, database, sections, jobs, list } = options;
  return [
    databaseOption(database),
    '--no-password',
    ...sections.map((section) => `--section=${section}`),
    ...(options.replaceInOneTransaction
      ? ['--single-transaction', '--clean', '--if-exists']
      : [`--jobs=${jobs}`, ...(options.exitOnError ? ['--exit-on-error'] : [])]),
    ...(options.owners ? [] : ['--no-owner']),
    ...(options.grants ? [] : ['--no-privileges']),
    ...(options.tablespaces ? [] : ['--no-tablespaces']),
    ...(list === null ? [] : [`--use-list=${list}`]),
    archive,
  ];
}

/** What an archive holds, with what depends on what. */
export const buildListArgs = (archive: string): string[] => ['--list', '--verbose', archive];

/** The statements that make the database and its objects, each named before it. */
export const buildScriptArgs = (archive: string): string[] => [
  '--create',
  '--schema-only',
  '--verbose',
  '--file=-',
  archive,
];

/** The statements that make the database itself, and of its objects only those that the list names. */
export const buildDatabaseScriptArgs = (archive: string, list: string): string[] => [
  '--create',
  '--schema-only',
  `--use-list=${list}`,
  '--file=-',
  archive,
];
