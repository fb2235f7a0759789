import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PlanStatus } from '../../shared/domain/plan.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import { type BackupHome, openBackupHome } from './backup-home.ts';
import { createDrive, type Drive } from './drive.ts';

/** One of the drives that take turns. */
export interface TurningDrive extends Drive {
  readonly repository: string;
}

/** A home whose plan takes turns between two real drives; both are there at first. */
export interface TurningHome {
  readonly home: BackupHome;
  readonly red: TurningDrive;
  readonly blue: TurningDrive;
  /** Another drive, with a repository that the home does not know. */
  drive(name: string, place?: string): TurningDrive;
  /** Only these are connected from then on. */
  plug(...drives: readonly TurningDrive[]): Promise<void>;
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
  const all: TurningDrive[] = [];
  const connected = new Set<TurningDrive>();
  const drive = (name: string, place = `${folder}/${name}`): TurningDrive => {
    const made = { ...createDrive(`${images}/${name}`, place), repository: `${place}/holdfast` };
    all.push(made);
    connected.add(made);
    return made;
  };
  const pull = async (one: TurningDrive): Promise<void> => {
    one.pull();
    connected.delete(one);
    await one.released();
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
  if (same) await pull(red);
  const blue = drive('blue', same ? red.place : undefined);
  await home.engine.services.repositories.create({ path: blue.repository });
  const ids = (await home.engine.services.repositories.list(undefined)).map(({ id }) => id);
  const [status] = await home.engine.services.plans.list(undefined);
  const repositories = [status?.plan.repositoryId ?? '', ...ids.filter((id) => id !== status?.plan.repositoryId)];
  await home.engine.services.plans.edit({ plan: 'Plan 1', changes: { repositories } });
  const plug = async (...wanted: readonly TurningDrive[]): Promise<void> => {
    const before = new Set(connected);
    for (const one of before) if (!wanted.includes(one)) await pull(one);
    for (const one of wanted.filter((other) => !connected.has(other))) {
      one.plug();
      connected.add(one);
    }
    if (all.some((one) => before.has(one) !== connected.has(one))) await passSecond();
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
      for (const one of all) one.close();
      for (const made of [folder, images]) fs.rmSync(made, { recursive: true, force: true });
    },
  };
}

/** Drives that are written by nobody else answer at once. */
const memory = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

/** What is seen of drives counts for a second. */
const passSecond = () => new Promise((resolve) => setTimeout(resolve, 1050));
