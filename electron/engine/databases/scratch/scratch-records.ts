import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../tools/make-folder.ts';

const recordSchema = z.discriminatedUnion('kind', [
  /** A folder with a scratch server, which belongs to that user. */
  z.object({ kind: z.literal('server'), folder: z.string(), uid: z.number() }),
  /** A temporary database on the server of a source. */
  z.object({ kind: z.literal('database'), planId: z.string(), sourceId: z.string(), database: z.string() }),
]);
/** What a test restore makes outside the home, and has to be gone after it. */
export type ScratchRecord = z.infer<typeof recordSchema>;

export interface KeptRecord {
  readonly file: string;
  readonly runId: string;
  /** Null: it was cut off while it was written, before anything was made. */
  readonly record: ScratchRecord | null;
}

/** Notes what is about to be made, so that the next start removes it if this process can't. */
export function recordScratch(home: string, runId: string, record: ScratchRecord): { forget(): void } {
  makeFolder(folderIn(home));
  const file = path.join(folderIn(home), `${runId}.${crypto.randomUUID()}.json`);
  fs.writeFileSync(file, JSON.stringify(record), { mode: 0o600, flush: true });
  return { forget: () => fs.rmSync(file, { force: true }) };
}

export function readScratchRecords(home: string): KeptRecord[] {
  const folder = folderIn(home);
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).flatMap((name) => {
    const [, runId] = /^([^.]+)\.[^.]+\.json$/.exec(name) ?? [];
    const file = path.join(folder, name);
    return runId === undefined ? [] : [{ file, runId, record: read(file) }];
  });
}

function read(file: string): ScratchRecord | null {
  try {
    return recordSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

const folderIn = (home: string): string => path.join(home, 'scratch');
