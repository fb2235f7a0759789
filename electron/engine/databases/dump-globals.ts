import fs from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { fsPath } from '../tools/fs-path.ts';
import { requireClient } from '../tools/postgres/find-postgres.ts';
import type { Where } from '../tools/postgres/judge-failure.ts';
import { pgDumpall } from '../tools/postgres/pg-dumpall.ts';
import { withPassFile } from '../tools/postgres/with-pass-file.ts';
import type { DumpedGlobals, DumpRequest } from './dumped-database.ts';
import { dumpSessionName } from './guard-database.ts';
import { hashDump } from './hash-dump.ts';
import { lockWaitMs } from './lock-wait.ts';

/** The last line that pg_dumpall writes: without it the file was cut off. */
const lastLine = '-- PostgreSQL database cluster dump complete';

/** Writes a server's roles and tablespaces into `globals.sql`. Throws as `pgDumpall` does; nothing is left then. */
export async function dumpGlobals(
  { context, source, password, target }: DumpRequest,
  { serverMajor, where }: { readonly serverMajor: number; readonly where: Where },
): Promise<DumpedGlobals> {
  const program = await requireClient('pg_dumpall', { serverMajor, server: where.server });
  const part = path.join(target, 'globals.sql.part');
  const file = path.join(target, 'globals.sql');
  try {
    fs.closeSync(fs.openSync(fsPath(part), 'w', 0o600));
    const question = { connection: source.connection, password, applicationName: dumpSessionName(context.runId) };
    const withPasswords = source.globals === 'with-passwords';
    await withPassFile(question, (env, { database }) =>
      pgDumpall({
        ...{ program: program.path, env, where, signal: context.signal },
        options: { database, file: part, withPasswords, lockWaitMs },
      }),
    ).catch((error: unknown) => {
      throw withPasswords && isRights(error)
        ? new HoldfastError('database-rights', { ...where, reason: hashes }, error)
        : error;
    });
    if (!endOf(part).includes(lastLine)) {
      throw new HoldfastError('dump-incomplete', { database: 'roles and tablespaces', reason: 'its end is missing' });
    }
    const told = `databases/${path.basename(target)}/globals.sql`;
    const files = [...(await hashDump(part, told, context.signal))];
    fs.renameSync(fsPath(part), fsPath(file));
    return { sourceId: source.id, label: source.label, path: told, files };
  } finally {
    fs.rmSync(fsPath(part), { force: true });
  }
}

const isRights = (error: unknown): boolean => error instanceof HoldfastError && error.code === 'database-rights';

const hashes =
  'password hashes of roles are for superusers alone; let roles be kept without them (--globals without-passwords)';

const endBytes = 200;

function endOf(file: string): string {
  const handle = fs.openSync(fsPath(file), 'r');
  try {
    const { size } = fs.fstatSync(handle);
    const end = Buffer.alloc(Math.min(size, endBytes));
    fs.readSync(handle, end, 0, end.length, size - end.length);
    return end.toString('utf8');
  } finally {
    fs.closeSync(handle);
  }
}
