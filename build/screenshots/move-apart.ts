import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drive } from './made-up-person.ts';

const hour = 60 * 60_000;

/** Gives a plan's snapshots, oldest first, the times so many hours ago, as their folders' names and manifests tell. */
export function moveApart(plan: string, hoursAgo: readonly number[]): void {
  const snapshots = join(drive, 'plans', plan, 'snapshots');
  readdirSync(snapshots)
    .sort((a, b) => sequenceOf(join(snapshots, a)) - sequenceOf(join(snapshots, b)))
    .forEach((name, index) => {
      const at = new Date(Date.now() - (hoursAgo[index] ?? 0) * hour).toISOString();
      const file = join(snapshots, name, 'manifest.json');
      const moved = { ...dumpedAt(readManifest(file), at), startedAt: at, completedAt: at };
      writeFileSync(file, JSON.stringify(moved, null, 2));
      rmSync(join(snapshots, name, 'state.json'), { force: true });
      renameSync(join(snapshots, name), join(snapshots, `${at.slice(0, 19).replaceAll(':', '-')}Z`));
    });
}

interface Manifest {
  readonly sequence: number;
  readonly components: { readonly databases?: readonly object[] };
}

/** Its databases were dumped with it. */
const dumpedAt = (manifest: Manifest, at: string): Manifest => ({
  ...manifest,
  components: {
    ...manifest.components,
    ...(manifest.components.databases && {
      databases: manifest.components.databases.map((dump) => ({ ...dump, at })),
    }),
  },
});

const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8'));

const sequenceOf = (snapshot: string): number => readManifest(join(snapshot, 'manifest.json')).sequence;
