import fs from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import type { HoldfastClient } from '#shared/contract/index.ts';
import type { AuditEntry } from '#shared/domain/audit.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { createRouter } from '../../electron/engine/api/router.ts';
import { cataloguePath } from '../../electron/engine/home-files.ts';
import { type BackupHome, openBackupHome } from './backup-home.ts';

/** A home with a plan “Home” of one letter, asked as the window asks, with its audit trail. */
export interface AuditedHome {
  readonly home: BackupHome;
  readonly client: HoldfastClient;
  /** The file of the plan. */
  readonly letter: string;
  /** Oldest first. */
  trail(): Promise<AuditEntry[]>;
  /** What has been told of since. */
  added(before: readonly AuditEntry[]): Promise<AuditEntry[]>;
  ended(run: { readonly runId: string }): Promise<RunDetail>;
  /** Something else that has the catalogue open. */
  withCatalogue<Result>(work: (db: Database.Database) => Result): Result;
  /** The same home with an engine that starts anew. */
  reopen(): Promise<AuditedHome>;
}

export async function openAuditedHome(): Promise<AuditedHome> {
  const home = await openBackupHome();
  fs.writeFileSync(path.join(home.source, 'letter'), 'first');
  await home.addPlan({ name: 'Home' });
  return audited(home);
}

function audited(home: BackupHome): AuditedHome {
  const client: HoldfastClient = createRouterClient(createRouter(home.engine.services), { context: { way: 'window' } });
  const trail = async () => (await client.audit.list({ limit: 1000 })).items.reverse();
  return {
    ...{ home, client, trail, letter: path.join(home.source, 'letter') },
    added: async (before) => (await trail()).slice(before.length),
    ended: async ({ runId }) => {
      for await (const event of await client.runs.watch({ run: runId })) if (event.type === 'ended') return event.run;
      throw new Error('the run ended without a word');
    },
    withCatalogue: (work) => {
      const db = new Database(cataloguePath(home.home));
      try {
        return work(db);
      } finally {
        db.close();
      }
    },
    reopen: async () => {
      await home.engine.close();
      return audited(await openBackupHome({ folder: home.folder, repository: home.at('second') }));
    },
  };
}
