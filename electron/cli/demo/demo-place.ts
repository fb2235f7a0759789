import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { HoldfastError } from '#shared/errors.ts';
import { findOwner } from '../../engine/owner.ts';
import { writeDurably } from '../../engine/repository/write-durably.ts';
import { isRunning, ownProcess } from '../../engine/runs/process-identity.ts';
import { removeFolder } from '../../engine/sample/remove-server.ts';
import { ownsServerFolder } from '../../engine/sample/sample-place.ts';
import { endSampleServer } from '../../engine/sample/sample-server.ts';

/** `holdfast-demo.json`: that a folder is a demonstration's, and who shows it. */
const markerSchema = z.object({
  holdfastDemo: z.literal(1),
  id: z.string(),
  pid: z.number().int(),
  processStart: z.string(),
  /** It is to stay after its end. */
  kept: z.boolean(),
  /** Folder of its database server; null: it has none. */
  server: z.string().nullable(),
});
type DemoMarker = z.infer<typeof markerSchema>;

const prefix = 'holdfast-demo-';

export interface DemoPlace {
  readonly id: string;
  /** Holds all the rest. */
  readonly folder: string;
  readonly home: string;
  /** What is backed up. */
  readonly files: string;
  readonly repository: string;
  /** Where the database server is wanted. */
  readonly server: string;
}

/** A new place below the system's folder for temporary files. */
export function makeDemoPlace(): DemoPlace {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), prefix)));
  const id = crypto.randomUUID();
  writeDemoMarker(folder, { id, kept: false, server: null });
  // The user of the database server, who is another one where root shows it, passes through.
  if (process.getuid?.() === 0) fs.chmodSync(folder, 0o711);
  const at = (name: string): string => path.join(folder, name);
  return { id, folder, home: at('home'), files: at('ada'), repository: at('drive/backups'), server: at('postgres') };
}

export function writeDemoMarker(folder: string, marker: Pick<DemoMarker, 'id' | 'kept' | 'server'>): void {
  writeDurably(markerIn(folder), `${JSON.stringify({ holdfastDemo: 1, ...ownProcess(), ...marker }, null, 2)}\n`);
}

/** Removes what demonstrations that were killed have left. What can't be removed waits for the next time. */
export async function sweepDemos(): Promise<void> {
  for (const { folder, marker } of listDemos()) {
    if (marker.kept || isRunning(marker)) continue;
    await removeDemo(folder).catch(() => undefined);
  }
}

/** Demonstrations of this user that were kept. */
export const keptDemos = (): readonly string[] =>
  listDemos()
    .filter(({ marker }) => marker.kept)
    .map(({ folder }) => folder);

/** Removes a demonstration with its database server. Throws `invalid-input` for a folder that is none, or is in use. */
export async function removeDemo(folder: string): Promise<void> {
  const marker = readMarker(folder);
  if (!marker) {
    const reason = `${folder} is no demonstration of Holdfast (“holdfast demo --keep” makes one), so it was left alone.`;
    throw new HoldfastError('invalid-input', { reason });
  }
  if (isInUse(path.join(folder, 'home'))) {
    const reason = `Holdfast is running for the demonstration in ${folder}. End it first.`;
    throw new HoldfastError('invalid-input', { reason });
  }
  const { server, id } = marker;
  if (server !== null && ownsServerFolder(server, id)) {
    await endSampleServer(server);
    await removeFolder(server);
  }
  await removeFolder(folder);
}

const isInUse = (home: string): boolean => fs.existsSync(home) && findOwner(home).state !== 'none';

function listDemos(): readonly { readonly folder: string; readonly marker: DemoMarker }[] {
  const above = fs.realpathSync(os.tmpdir());
  return fs
    .readdirSync(above)
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      const folder = path.join(above, name);
      const marker = readMarker(folder);
      return marker ? [{ folder, marker }] : [];
    });
}

const markerIn = (folder: string): string => path.join(folder, 'holdfast-demo.json');

/** Null for anything that is not a demonstration of this very user. */
function readMarker(folder: string): DemoMarker | null {
  try {
    const found = fs.lstatSync(folder);
    if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) return null;
    return markerSchema.parse(JSON.parse(fs.readFileSync(markerIn(folder), 'utf8')));
  } catch {
    return null;
  }
}
