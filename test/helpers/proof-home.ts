import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DumpReference } from '../../electron/engine/databases/proof/dump-reference.ts';
import { type DatabaseSource, type Dump, databaseSourceSchema } from '../../shared/domain/database.ts';
import type { RunDetail, RunPhase, TestedDatabase } from '../../shared/domain/run.ts';
import type { TestPostgres } from './postgres.ts';
import { createRealHome, type RealHome } from './real-home.ts';

/** A home with a plan of a server's databases alone, whose dumps are tested on this thread. */
export interface ProofHome {
  readonly real: RealHome;
  readonly source: DatabaseSource;
  readonly planId: string;
  /** Backs up and gives the dumps, by database. */
  dump(): Promise<ReadonlyMap<string, Dump>>;
  /** Tests a dump; `cancelIn` is the phase in which the run is cancelled. */
  test(dump: Dump | undefined, cancelIn?: RunPhase): Promise<RunDetail>;
  /** Changes a file of a dump's snapshot so that it passes for what was backed up. */
  forge(dump: Dump, ending: string, change: (content: Buffer) => Buffer | string): void;
  close(): void;
}

/** Scratch servers are made in a folder of this home's, so that those of other tests are not looked at. */
export function createProofHome(server: TestPostgres, settings: Partial<DatabaseSource> = {}): ProofHome {
  const real = createRealHome();
  const usual = os.tmpdir();
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'tests-'));
  // The servers are another user's, who has to pass through.
  fs.chmodSync(place, 0o711);
  process.env.TMPDIR = place;
  const [id, planId] = [crypto.randomUUID(), crypto.randomUUID()];
  const connection = { host: server.socket, port: server.port, user: server.superuser };
  const source = databaseSourceSchema.parse({ id, label: 'main', connection, ...settings });
  const { plan } = real.addPlan('Data', [real.source]);
  real.catalogue.plans.put({
    ...plan,
    id: planId,
    name: 'Databases',
    slug: 'databases',
    folders: [],
    databases: [source],
  });
  const dumps = (snapshotId: string) => real.catalogue.dumps.find({ snapshotId }).map(({ dump }) => dump);
  return {
    ...{ real, source, planId },
    dump: async () => {
      const run = await real.run({ kind: 'backup', planId, fullChecksum: false });
      if (!run.snapshotId || run.outcome !== 'succeeded') throw new Error(JSON.stringify(run));
      return new Map(dumps(run.snapshotId).map((dump) => [dump.database, dump]));
    },
    test: (dump, cancelIn) => real.run({ kind: 'test-restore', dumps: dump ? [referenceTo(dump)] : [] }, cancelIn),
    forge: (dump, ending, change) => {
      const folder = real.folderOf(dump.snapshotId);
      const [file] = real.catalogue.dumps.filesOf(dump.snapshotId).filter(({ path: name }) => name.endsWith(ending));
      if (!file) throw new Error(`the snapshot has no file …${ending}`);
      const content = change(fs.readFileSync(path.join(folder, file.path)));
      fs.writeFileSync(path.join(folder, file.path), content);
      const sum = createHash('sha256').update(content).digest('hex');
      real.db
        .prepare('UPDATE dump_file SET size = ?, sha256 = ? WHERE snapshot_id = ? AND path = ?')
        .run(Buffer.byteLength(content), sum, dump.snapshotId, file.path);
    },
    close: () => {
      process.env.TMPDIR = usual;
      fs.rmSync(place, { recursive: true, force: true });
      real.close();
    },
  };
}

const referenceTo = ({ snapshotId, sourceId, database }: Dump): DumpReference => ({
  snapshotId,
  sourceId,
  database,
});

/** What a run found of its only dump. */
export function testedOf(run: RunDetail): TestedDatabase {
  const [tested] = run.result?.kind === 'test-restore' ? run.result.databases : [];
  if (!tested) throw new Error(`nothing was tested: ${JSON.stringify(run.error)} ${JSON.stringify(run.warnings)}`);
  return tested;
}

/** Folders of scratch servers that are there now. */
export const scratchFolders = (): string[] =>
  fs.readdirSync(os.tmpdir()).filter((name) => /^holdfast-[0-9a-f]{12}$/.test(name));

/** Processes of scratch servers, by their command lines. */
export function scratchProcesses(): string[] {
  return fs.readdirSync('/proc').flatMap((pid) => {
    try {
      const line = /^\d+$/.test(pid) ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
      return line.includes(path.join(os.tmpdir(), 'holdfast-')) && line.includes('/postgres\0') ? [line] : [];
    } catch {
      return [];
    }
  });
}

/** Notes of what test restores have made outside the home. */
export function scratchRecords(home: string): string[] {
  const folder = path.join(home, 'scratch');
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}
