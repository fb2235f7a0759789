import type { Command } from 'commander';
import { HoldfastError } from '#shared/errors.ts';

/** What the command line says about one database server: the options after its `--database` and before the next. */
export interface DatabaseWish {
  /** The URI of a server that is new to the plan, or the label of one that it has. */
  readonly of: { readonly uri: string } | { readonly label: string };
  /** Where a server that the plan has is reached from now on. */
  uri?: string;
  label?: string;
  include?: string[];
  exclude?: string[];
  excludeSchemas?: string[];
  excludeTables?: string[];
  excludeTableData?: string[];
  globals?: string;
  testRestore?: string;
  testOnServer?: boolean;
  passwordFile?: string;
  askPassword?: boolean;
  forgetPassword?: boolean;
}

type ListName = 'include' | 'exclude' | 'excludeSchemas' | 'excludeTables' | 'excludeTableData';
type WordName = 'uri' | 'label' | 'globals' | 'testRestore' | 'passwordFile';
type FlagName = 'testOnServer' | 'askPassword' | 'forgetPassword';

const lists: readonly (readonly [flags: string, ListName, meaning: string])[] = [
  ['--include-database <PATTERN>', 'include', 'databases to back up, * for all (repeat for more)'],
  ['--exclude-database <PATTERN>', 'exclude', 'databases to leave out (repeat for more)'],
  ['--exclude-schema <PATTERN>', 'excludeSchemas', 'schemas to leave out (repeat for more)'],
  ['--exclude-table <PATTERN>', 'excludeTables', 'tables to leave out, e.g. audit.log_* (repeat for more)'],
  ['--exclude-table-data <PATTERN>', 'excludeTableData', 'tables to keep without their rows (repeat for more)'],
];

const words: readonly (readonly [flags: string, WordName, meaning: string])[] = [
  ['--label <NAME>', 'label', 'its name in the plan, and of its folder in snapshots'],
  ['--globals <HOW>', 'globals', 'roles and tablespaces: none, without-passwords (usual) or with-passwords'],
  ['--test-restore <WHEN>', 'testRestore', 'prove dumps by restoring them: never, weekly (usual) or after-each-backup'],
  ['--database-password-file <FILE>', 'passwordFile', 'file whose first line is the password, - for standard input'],
];

const flags: readonly (readonly [flags: string, FlagName, meaning: string])[] = [
  [
    '--test-on-server',
    'testOnServer',
    'without server programs here, test restores may use a temporary database there',
  ],
  ['--ask-password', 'askPassword', 'ask for the password on the terminal'],
];

const editWords: typeof words = [['--database-uri <URI>', 'uri', 'reach it at this address from now on']];

const editFlags: typeof flags = [
  ['--no-test-on-server', 'testOnServer', 'test restores leave the server alone'],
  ['--forget-password', 'forgetPassword', 'keep no password for it any more'],
];

export interface DatabaseOptions {
  readonly wishes: readonly DatabaseWish[];
}

/**
 * Defines the options of database servers. Each belongs to the server named before it, so what they say is collected in
 * their order; the command's action finds it in what is given back.
 */
export function defineDatabaseOptions(command: Command, forEdit = false): DatabaseOptions {
  const wishes: DatabaseWish[] = [];
  for (const [option, meaning, of] of forEdit ? serversOfEdit : serversOfAdd) {
    command.option(option, meaning).on(eventOf(option), (value: string) => wishes.push({ of: of(value) }));
  }
  command.option('--untested', 'do not connect to database servers now');
  command.optionsGroup('Options about the database server before them:');
  const hear = (option: string, meaning: string, take: (wish: DatabaseWish, value: string) => void) =>
    command.option(option, meaning).on(eventOf(option), (value: string) => {
      const wish = wishes.at(-1);
      if (!wish) throw misplaced(flagOf(option), forEdit);
      take(wish, value);
    });
  for (const [option, name, meaning] of lists) {
    hear(option, forEdit ? `${meaning}; “” for none` : meaning, (wish, value) => {
      wish[name] = [...(wish[name] ?? []), ...(value === '' ? [] : [value])];
    });
  }
  for (const [option, name, meaning] of forEdit ? [...editWords, ...words] : words) {
    hear(option, meaning, (wish, value) => {
      wish[name] = value;
    });
  }
  for (const [option, name, meaning] of forEdit ? [...flags, ...editFlags] : flags) {
    hear(option, meaning, (wish) => {
      wish[name] = !option.startsWith('--no-');
    });
  }
  return { wishes };
}

type Server = readonly [option: string, meaning: string, of: (value: string) => DatabaseWish['of']];

const serversOfAdd: readonly Server[] = [
  [
    '--database <URI>',
    'back up databases of this PostgreSQL server: postgresql://USER@HOST:PORT/NAME, all of them without NAME (repeat for more)',
    (uri) => ({ uri }),
  ],
];

const serversOfEdit: readonly Server[] = [
  ['--add-database <URI>', 'back up this PostgreSQL server too (repeat for more)', (uri) => ({ uri })],
  [
    '--change-database <LABEL>',
    'change what the options after it say about this server (repeat for more)',
    (label) => ({ label }),
  ],
];

const flagOf = (option: string): string => option.split(' ')[0] ?? option;
const eventOf = (option: string): string => `option:${flagOf(option).slice(2)}`;

function misplaced(flag: string, forEdit: boolean): HoldfastError {
  const before = forEdit ? '--add-database or --change-database' : '--database';
  const reason = `“${flag}” says something about the database server before it. Put it after ${before}.`;
  return new HoldfastError('invalid-input', { reason });
}
