import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { idSchema, instantSchema, pathSchema } from '#shared/domain/primitives.ts';
import { HoldfastError } from '#shared/errors.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { ownProcess } from '../runs/process-identity.ts';

/** `holdfast-sample.json`: that what lies around it was made by Holdfast to be tried with, and may be removed by it. */
const markerSchema = z.object({
  holdfastSample: z.literal(1),
  id: idSchema,
  madeAt: instantSchema,
  /** Not `ready`: it is being made or removed, or that was cut off. */
  state: z.enum(['making', 'ready', 'removing']),
  /** Who is at it, or was. */
  by: z.object({ pid: z.number().int(), processStart: z.string() }),
  /** Null while there is none. */
  planId: idSchema.nullable(),
  server: z
    .object({
      /** Holds the cluster, and a copy of this marker's id. */
      folder: pathSchema,
      /** Of PostgreSQL. */
      major: z.number().int(),
    })
    .nullable(),
  /** Why there is no database. */
  withoutDatabase: z.object({ reason: z.enum(['no-programs', 'failed']), detail: z.string() }).nullable(),
});
export type SampleMarker = z.infer<typeof markerSchema>;

export const markerName = 'holdfast-sample.json';

/** Where the sample data of a home lies. */
export function samplePlace(home: string) {
  const folder = path.join(home, 'sample');
  return {
    folder,
    marker: path.join(folder, markerName),
    files: path.join(folder, 'files'),
    server: path.join(folder, 'server'),
    repository: path.join(folder, 'repository'),
  };
}
export type SamplePlace = ReturnType<typeof samplePlace>;

/**
 * The marker of a home's sample data; null where there is no sample folder. Throws `sample-foreign` where a folder is there
 * that holds something else: it is nobody's to remove then.
 */
export function readMarker({ folder, marker }: SamplePlace): SampleMarker | null {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return null;
  if (!found.isDirectory()) throw new HoldfastError('sample-foreign', { path: folder });
  if (!fs.existsSync(marker)) {
    // Cut off between the folder and its marker, or between the marker's removal and the folder's.
    if (fs.readdirSync(folder).every((name) => name.startsWith(`${markerName}.`))) return null;
    throw new HoldfastError('sample-foreign', { path: folder });
  }
  try {
    return markerSchema.parse(JSON.parse(fs.readFileSync(marker, 'utf8')));
  } catch (error) {
    throw new HoldfastError('sample-foreign', { path: folder }, error);
  }
}

/** Notes how things stand, and that it is this process that is at it. */
export function writeMarker({ folder, marker }: SamplePlace, content: SampleMarker): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeDurably(marker, `${JSON.stringify({ ...content, by: ownProcess() }, null, 2)}\n`);
}

/** Notes in a server's folder whose it is. */
export function claimServerFolder(folder: string, id: string): void {
  fs.writeFileSync(path.join(folder, markerName), `${JSON.stringify({ holdfastSample: 1, id })}\n`, { flush: true });
}

/** Whether the folder of a server is that sample's. */
export function ownsServerFolder(folder: string, id: string): boolean {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, markerName), 'utf8')).id === id;
  } catch {
    return false;
  }
}
