import type { DatabaseSource } from '#shared/domain/database.ts';
import { databaseOption } from './database-option.ts';

export type Compression = 'gzip' | 'zstd';

export interface DumpOptions {
  readonly database: string;
  /** Absolute path of what is made: a file, or a folder in directory format. */
  readonly file: string;
  readonly format: 'custom' | 'directory';
  /** Tables that are dumped at the same time, each over a connection of its own; custom format takes one after the other. */
  readonly jobs: number;
  readonly compression: Compression;
  /** Major version of pg_dump. */
  readonly clientMajor: number;
  /** From pg_export_snapshot(): the state of the database that is dumped. */
  readonly snapshot: string;
  /** How long it waits for a lock on a table. */
  readonly lockWaitMs: number;
  readonly scope: Pick<DatabaseSource, 'excludeSchemas' | 'excludeTables' | 'excludeTableData'>;
}

/** Arguments of pg_dump. `--verbose` makes it name each table that it begins. Source: pg_dump(1). */
export function buildDumpArgs(options: DumpOptions): string[] {
  const { scope, format } = options;
  return [
    `--format=${format}`,
    `--file=${options.file}`,
    ...(format === 'directory' ? [`--jobs=${options.jobs}`] : []),
    `--compress=${compressArg(options)}`,
    `--snapshot=${options.snapshot}`,
    `--lock-wait-timeout=${options.lockWaitMs}`,
    '--blobs',
    '--verbose',
    '--no-password',
    ...scope.excludeSchemas.map((pattern) => `--exclude-schema=${pattern}`),
    ...scope.excludeTables.map((pattern) => `--exclude-table=${pattern}`),
    ...scope.excludeTableData.map((pattern) => `--exclude-table-data=${pattern}`),
    databaseOption(options.database),
  ];
}

/** The level decides the time: 1 takes a third of what the default takes, and the dump is a tenth larger. */
const compressArg = ({ compression, clientMajor }: DumpOptions): string =>
  clientMajor >= 16 ? `${compression}:1` : '1';

/** zstd is quicker and smaller; what has it here and will have to read it there: programs from version 16 on. */
export const compressionFor = ({
  clientMajor,
  serverMajor,
}: Record<'clientMajor' | 'serverMajor', number>): Compression =>
  clientMajor >= 16 && serverMajor >= 16 ? 'zstd' : 'gzip';

/** Some builds of pg_dump lack it. */
export const lacksZstd = (stderr: string): boolean => /does not support compression with zstd/i.test(stderr);
