export interface ScratchMachine {
  /** Folder of the socket, the only way in. */
  readonly folder: string;
  /** That may be used, in bytes. */
  readonly memory: number;
  /** So many connections restore at once. */
  readonly jobs: number;
  readonly major: number;
}

const MB = 1024 * 1024;

/**
 * Arguments of a server that lives for one restore: nothing of it outlives a crash, so nothing waits for the disk and little
 * is logged ahead. It listens on its socket alone. Its shared memory for queries lies in its own folder: containers give
 * /dev/shm 64 MB, and what is left there by a kill would stay.
 */
export function scratchSettings({ folder, memory, jobs, major }: ScratchMachine): string[] {
  const settings: Readonly<Record<string, string | number>> = {
    listen_addresses: '',
    unix_socket_directories: folder,
    unix_socket_permissions: '0700',
    port: 5432,
    max_connections: jobs + 20,
    ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    ...{ wal_level: 'minimal', max_wal_senders: 0, max_wal_size: '4GB', checkpoint_timeout: '1d' },
    ...(major >= 12 && { wal_init_zero: 'off', wal_recycle: 'off' }),
    ...{ autovacuum: 'off', bgwriter_lru_maxpages: 0 },
    shared_buffers: megabytes(memory / 8, 32, 1024),
    maintenance_work_mem: megabytes(memory / 8 / jobs, 64, 1024),
    work_mem: megabytes(memory / 64, 16, 256),
    // A database with thousands of tables is counted in one transaction.
    max_locks_per_transaction: 1024,
    dynamic_shared_memory_type: 'mmap',
    huge_pages: 'off',
    ...(major >= 11 && { jit: 'off' }),
    ...{ timezone: 'UTC', log_timezone: 'UTC' },
    // Failures are told to whoever restores: rows have no place in a log.
    ...{
      logging_collector: 'off',
      log_destination: 'stderr',
      log_min_messages: 'fatal',
      log_min_error_statement: 'panic',
    },
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const megabytes = (bytes: number, least: number, most: number): string =>
  `${Math.round(Math.min(most, Math.max(least, bytes / MB)))}MB`;
