import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PlanStatus } from '../../shared/domain/plan.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { type BackupHome, openBackupHome } from './backup-home.ts';
import { mountExt4, mountImage, unmount } from './volumes.ts';

/** A drive in an image file, which is plugged in and pulled out. */
export interface Drive {
  /** Where it is mounted. */
  readonly at: string;
  /** Its repository. */
  readonly repository: string;
  readonly connected: () => boolean;
  plug(): void;
  pull(): void;
}

/** A home whose plan takes turns between two real drives; both are there at first. */
export interface TurningHome {
  readonly home: BackupHome;
  readonly red: Drive;
  readonly blue: Drive;
  /** Another drive, with a repository that the home does not know. */
  drive(name: string, at?: string): Drive;
  /** Only these are connected from then on. */
  plug(...drives: readonly Drive[]): Promise<void>;
  backUp(repository?: string): Promise<RunDetail>;
  status(): Promise<PlanStatus>;
  /** Of the plan, oldest first, each with the drive that holds it. */
  listed(): Promise<string[]>;
  /** Opens the home again; `lost`: as an empty one. */
  reopen(lost?: boolean): Promise<void>;
  close(): Promise<void>;
}

/** `same`: both drives are mounted in one place, so only the red one is there at first. */
export async function openTurningHome({ same = false } = {}): Promise<TurningHome> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-turns-')));
  const images = fs.mkdtempSync(path.join(memory, 'holdfast-drives-'));
  const all: Drive[] = [];
  const drive = (name: string, at = `${folder}/${name}`): Drive => {
    const made = makeDrive(`${images}/${name}`, at);
    all.push(made);
    return made;
  };
  const red = drive('red', `${folder}/${same ? 'drive' : 'red'}`);
  const open = async (again: boolean): Promise<BackupHome> => {
    const opened = await openBackupHome({ folder, repository: red.repository, again });
    // The drives are small.
    await opened.engine.services.settings.set({ keepFreeBytes: 0 });
    return opened;
  };
  let home = await open(false);
  await home.addPlan({ folders: [home.source] });
  if (same) red.pull();
  const blue = drive('blue', same ? red.at : undefined);
  await home.engine.services.repositories.create({ path: blue.repository });
  const ids = (await home.engine.services.repositories.list(undefined)).map(({ id }) => id);
  const [status] = await home.engine.services.plans.list(undefined);
  const repositories = [status?.plan.repositoryId ?? '', ...ids.filter((id) => id !== status?.plan.repositoryId)];
  await home.engine.services.plans.edit({ plan: 'Plan 1', changes: { repositories } });
  const plug = async (...wanted: readonly Drive[]): Promise<void> => {
    const [leaving, coming] = [
      all.filter((one) => one.connected() && !wanted.includes(one)),
      wanted.filter((one) => !one.connected()),
    ];
    for (const one of leaving) one.pull();
    for (const one of coming) one.plug();
    if (leaving.length + coming.length > 0) await passSecond();
  };
  return {
    get home() {
      return home;
    },
    ...{ red, blue, drive, plug },
    backUp: async (repository) => {
      const { services } = home.engine;
      const { runId } = await services.runs.backup({ plan: 'Plan 1', fullChecksum: false, repository });
      for await (const event of services.runs.watch({ run: runId })) if (event.type === 'ended') return event.run;
      throw new Error('the run ended without a word');
    },
    status: () => home.engine.services.plans.get({ plan: 'Plan 1' }),
    listed: async () => {
      const snapshots: Snapshot[] = await home.engine.services.snapshots.list({ plan: 'Plan 1' });
      const name = ({ repositoryPath }: Snapshot) => repositoryPath.slice(folder.length + 1).split('/')[0];
      return snapshots.map((one) => `${name(one)} ${one.available ? 'there' : 'away'}`).reverse();
    },
    reopen: async (lost = false) => {
      await home.close();
      if (lost) fs.rmSync(`${folder}/home`, { recursive: true });
      home = await open(true);
    },
    close: async () => {
      await home.close();
      for (const one of all) if (one.connected()) one.pull();
      for (const made of [folder, images]) fs.rmSync(made, { recursive: true, force: true });
    },
  };
}

/** Drives that are written by nobody else answer at once. */
const memory = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

function makeDrive(image: string, at: string): Drive {
  let connected = true;
  mountExt4(image, at, 64 << 20);
  return {
    at,
    repository: `${at}/holdfast`,
    connected: () => connected,
    plug: () => {
      mountImage(image, at);
      connected = true;
    },
    pull: () => {
      unmount(at);
      connected = false;
    },
  };
}

/** What is seen of drives counts for a second. */
const passSecond = () => new Promise((resolve) => setTimeout(resolve, 1050));
