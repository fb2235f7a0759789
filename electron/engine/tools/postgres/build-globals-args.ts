import { databaseOption } from './database-option.ts';

export interface GlobalsOptions {
  /** The database over which the server is asked. */
  readonly database: string;
  /** Absolute path of the file that is made. */
  readonly file: string;
  /** Password hashes of roles, which only superusers may read. */
  readonly withPasswords: boolean;
  readonly lockWaitMs: number;
}

/** Arguments of pg_dumpall for roles and tablespaces. Source: pg_dumpall(1). */
export const buildGlobalsArgs = ({ database, file, withPasswords, lockWaitMs }: GlobalsOptions): string[] => [
  '--globals-only',
  `--file=${file}`,
  ...(withPasswords ? [] : ['--no-role-passwords']),
  `--lock-wait-timeout=${lockWaitMs}`,
  '--no-password',
  databaseOption(database),
];
