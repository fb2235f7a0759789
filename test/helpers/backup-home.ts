import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { noNotifier } from '../../electron/engine/notifications/no-notifier.ts';
import { type Desktop, type Ports, systemClock } from '../../electron/engine/ports.ts';
import type { Plan, PlanDraft } from '../../shared/domain/plan.ts';
import type { BackupPart, Progress, RunDetail } from '../../shared/domain/run.ts';
import { defaultDrive } from '../../shared/domain/volume.ts';
import { createDesktopDouble } from './desktop-double.ts';
import { createLoginItemDouble } from './login-item-double.ts';
import { createMachineDouble } from './machine-double.ts';
import { createSilentLogger } from './silent-logger.ts';

/** An engine over a home, with a repository and a source folder, all below one temporary folder; runs are real. */
export interface BackupHome {
  readonly folder: string;
  readonly home: string;
  readonly source: string;
  readonly repository: string;
  readonly engine: Engine;
  /** A path below the temporary folder. */
  at(name: string): string;
  /** Makes a plan of the source folder, or as said; the first one is what is backed up when none is named. */
  addPlan(draft?: Partial<PlanDraft>): Promise<Plan>;
  /** Backs up and waits for the end, whatever that is. `watch` sees the progress and may cancel through the run's id. */
  backUp(options?: BackUpOptions): Promise<RunDetail>;
  /** Folders of the plan's committed snapshots, oldest first. */
  snapshots(plan?: Plan): string[];
  /** Folder of the newest snapshot's files. */
  newestFiles(plan?: Plan): string;
  planFolder(plan?: Plan): string;
  close(): Promise<void>;
}

export interface BackUpOptions {
  readonly plan?: Plan;
  readonly fullChecksum?: boolean;
  readonly only?: BackupPart;
  readonly watch?: (progress: Progress, runId: string) => void;
}

export interface BackupHomeOptions {
  /** Where files are shown. */
  readonly desktop?: Desktop;
  readonly folder?: string;
  /** Where the repository is to be; its parent must exist. */
  readonly repository?: string;
  /** The folder was opened before, and is as it was left. */
  readonly again?: boolean;
}

export async function openBackupHome(options: BackupHomeOptions = {}): Promise<BackupHome> {
  const folder = options.folder ?? fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-backup-')));
  const at = (name: string) => path.join(folder, name);
  const ports: Ports = {
    clock: systemClock,
    logger: createSilentLogger(),
    desktop: options.desktop ?? createDesktopDouble(),
    notifier: noNotifier,
    machine: createMachineDouble(),
    loginItem: createLoginItemDouble(),
  };
  const engine = await createEngine({ home: at('home'), owner: 'command', ports });
  const { services } = engine;
  const source = at('source');
  fs.mkdirSync(source, { recursive: true });
  const plans: Plan[] = options.again ? (await services.plans.list(undefined)).map(({ plan }) => plan) : [];
  const place = options.repository ?? at('repository');
  const repository = options.again ? place : (await services.repositories.create({ path: place })).path;
  const chosen = (plan?: Plan): Plan => {
    const found = plan ?? plans[0];
    if (!found) throw new Error('no plan was made');
    return found;
  };
  const planFolder = (plan?: Plan) => path.join(repository, 'plans', chosen(plan).slug);
  const snapshots = (plan?: Plan) => listFolder(path.join(planFolder(plan), 'snapshots'));
  return {
    folder,
    home: at('home'),
    source,
    repository,
    engine,
    at,
    addPlan: async (draft = {}) => {
      const settings = {
        name: `Plan ${plans.length + 1}`,
        folders: [source],
        databases: [],
        repository,
        allowFullCopies: false,
        keep: null,
        timeZone: 'UTC',
        schedules: [],
        hooks: [],
        drive: defaultDrive,
      };
      const { plan } = await services.plans.create({ ...settings, exclusions: noExclusions, ...draft });
      plans.push(plan);
      return plan;
    },
    backUp: ({ plan, fullChecksum = false, only, watch } = {}) =>
      backUp(engine, { plan: chosen(plan).id, fullChecksum, only }, watch),
    snapshots,
    newestFiles: (plan) => `${snapshots(plan).at(-1)}/files`,
    planFolder,
    close: async () => {
      await engine.close();
      if (options.folder === undefined) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const noExclusions = {
  patterns: [],
  caches: false,
  ifPresent: [],
  largerThan: null,
  oneFileSystem: false,
};

async function backUp(
  { services }: Engine,
  order: { readonly plan: string; readonly fullChecksum: boolean; readonly only: BackupPart | undefined },
  watch?: BackUpOptions['watch'],
): Promise<RunDetail> {
  const { runId } = await services.runs.backup(order);
  for await (const event of services.runs.watch({ run: runId })) {
    if (event.type === 'ended') return event.run;
    watch?.(event.progress, runId);
  }
  throw new Error('the run ended without a word');
}

function listFolder(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .sort((one, other) => orderOf(one).localeCompare(orderOf(other)))
    .map((name) => path.join(folder, name));
}

/** `…Z-2` comes after `…Z`, and `…Z-10` after `…Z-9`. */
function orderOf(name: string): string {
  const [, second = name, number = '1'] = /^(.*Z)(?:-(\d+))?$/.exec(name) ?? [];
  return `${second}-${number.padStart(4, '0')}`;
}
