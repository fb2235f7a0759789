import fs from 'node:fs/promises';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { repositoryPaths, snapshotPaths } from '../../repository/layout.ts';
import { type Manifest, manifestSchema } from '../../repository/manifest.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { type Counts, countsSchema } from '../counts-file.ts';
import type { DumpedDatabase, DumpedGlobals } from '../dumped-database.ts';

/** A dump as a snapshot holds it. */
export interface OpenDump {
  /** Absolute path of the snapshot. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly dump: DumpedDatabase;
  readonly globals: DumpedGlobals | null;
  /** What the database held at the moment of its dump. */
  readonly counts: Counts;
}

export interface WantedDump {
  readonly database: string;
  /** Id or label of the server that it was dumped from; null where one of that name is there only. */
  readonly source: string | null;
}

/** Finds a dump in a snapshot's folder. Throws `dump-not-found`, or `damaged` where what tells of it can't be read. */
export async function openDump(folder: string, { database, source }: WantedDump): Promise<OpenDump> {
  const manifest = await readAs(snapshotPaths(folder).manifest, manifestSchema);
  if (!manifest) throw await unreadable(folder);
  const { databases = [], globals = [] } = manifest.components;
  const named = databases.filter((dump) => dump.database === database);
  const found = named.filter(({ sourceId, label }) => source === null || sourceId === source || label === source);
  const [dump, second] = found;
  if (!dump) {
    throw new HoldfastError('dump-not-found', {
      database,
      where: `the snapshot ${nameOf(folder)}`,
      held: databases.map((one) => one.database),
    });
  }
  if (second) {
    const reason = `The snapshot holds “${database}” of several servers: ${found.map(({ label }) => label).join(', ')}. Say which (--source LABEL).`;
    throw new HoldfastError('invalid-input', { reason });
  }
  const file = dump.files.find((one) => one.path.endsWith('.counts.json'));
  const counts = file ? await readAs(`${folder}/${file.path}`, countsSchema) : null;
  if (!counts) throw await unreadable(folder);
  return {
    folder,
    manifest,
    dump,
    counts,
    globals: globals.find(({ sourceId }) => sourceId === dump.sourceId) ?? null,
  };
}

/** A drive that is away is no damage. */
async function unreadable(folder: string): Promise<HoldfastError> {
  const repository = path.resolve(folder, '../../../..');
  const isThere = await fs.stat(fsPath(repositoryPaths(repository).marker)).then(
    () => true,
    () => false,
  );
  return isThere
    ? new HoldfastError('damaged', { count: 1, snapshot: nameOf(folder) })
    : new HoldfastError('destination-missing', { path: repository });
}

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1);

async function readAs<Value>(file: string, schema: { parse: (value: unknown) => Value }): Promise<Value | null> {
  try {
    return schema.parse(JSON.parse(await fs.readFile(fsPath(file), 'utf8')));
  } catch {
    return null;
  }
}
