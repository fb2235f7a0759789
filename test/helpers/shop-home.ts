import fs from 'node:fs';
import path from 'node:path';
import { type DatabaseDraft, databaseDraftSchema } from '../../shared/domain/database.ts';
import {
  type DatabaseRestoreRequest,
  type DatabaseRestoreResult,
  databaseRestoreRequestSchema,
} from '../../shared/domain/database-restore.ts';
import type { Plan } from '../../shared/domain/plan.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import { HoldfastError } from '../../shared/errors.ts';
import { type BackupHome, openBackupHome } from './backup-home.ts';
import type { TestPostgres } from './postgres.ts';

/** A home whose plan backs up databases of a test's server. */
export interface ShopHome {
  readonly real: BackupHome;
  readonly plan: Plan;
  /** Restores, giving the phrase if one is asked for, and waits for the end. */
  restore(request: Asked): Promise<RunDetail>;
  undo(restore: string, options?: { readonly endSessions?: boolean }): Promise<RunDetail>;
}

export type Asked = Partial<DatabaseRestoreRequest> & { readonly database: string };

export async function openShopHome(server: TestPostgres, changes: Partial<DatabaseDraft> = {}): Promise<ShopHome> {
  const real = await openBackupHome();
  fs.writeFileSync(path.join(real.source, 'letter'), 'first');
  const plan = await real.addPlan({ databases: [sourceOf(server, changes)] });
  const { databases } = real.engine.services;
  return {
    ...{ real, plan },
    restore: async (asked) => {
      const request = requestOf(asked);
      return confirmed(real, (confirm) => databases.restore({ ...request, confirm }));
    },
    undo: (restore, { endSessions = false } = {}) =>
      confirmed(real, (confirm) => databases.undoRestore({ restore, endSessions, confirm })),
  };
}

export const requestOf = (asked: Asked): DatabaseRestoreRequest =>
  databaseRestoreRequestSchema.parse({ snapshot: 'latest', ...asked });

const sourceOf = (server: TestPostgres, changes: Partial<DatabaseDraft> = {}): DatabaseDraft =>
  databaseDraftSchema.parse({
    label: 'main',
    connection: { host: server.tcpHost, port: server.port, user: server.superuser },
    password: server.password,
    testRestore: 'never',
    ...changes,
  });

async function confirmed(
  real: BackupHome,
  start: (confirm: string | undefined) => Promise<{ readonly runId: string }>,
): Promise<RunDetail> {
  const { runId } = await start(undefined).catch((error: unknown) => {
    if (!(error instanceof HoldfastError) || error.code !== 'confirmation-needed') throw error;
    return start(String(error.details.phrase));
  });
  return endOf(real, runId);
}

export async function endOf(real: BackupHome, runId: string): Promise<RunDetail> {
  for await (const event of real.engine.services.runs.watch({ run: runId }))
    if (event.type === 'ended') return event.run;
  return real.engine.services.runs.get({ run: runId });
}

/** What a run of a restore did; fails the test where it did nothing. */
export function restoredBy(run: RunDetail): DatabaseRestoreResult {
  if (run.result?.kind !== 'restore-database') throw new Error(run.error?.message ?? 'nothing was restored');
  return run.result;
}

/** Databases that a server has, without those that every server has, and templates. */
export async function databasesOf(server: TestPostgres): Promise<readonly string[]> {
  const rows = await server.sql('postgres', 'SELECT datname FROM pg_database ORDER BY datname COLLATE "C"');
  return rows.map(({ datname }) => String(datname)).filter((name) => !/^(postgres$|template)/.test(name));
}
