import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SampleStatus } from '#shared/domain/sample.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { readMarker, samplePlace } from '../../electron/engine/sample/sample-place.ts';
import { quietPorts } from './quiet-ports.ts';

/** An engine whose home may get sample data, below a folder of its own. */
export interface SampleHome {
  readonly folder: string;
  readonly home: string;
  readonly engine: Engine;
  readonly sample: Engine['services']['sample'];
  make(): Promise<SampleStatus>;
  remove(): Promise<SampleStatus>;
  close(): Promise<void>;
}

export async function openSampleHome(
  options: { folder?: string; owner?: 'command' | 'host' } = {},
): Promise<SampleHome> {
  const folder = options.folder ?? fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-sample-home-')));
  const home = path.join(folder, 'home');
  const engine = await createEngine({ home, owner: options.owner ?? 'command', ports: quietPorts() });
  const { sample } = engine.services;
  return {
    ...{ folder, home, engine, sample },
    make: () => sample.create({ name: 'Sample data' }),
    remove: () => sample.remove(undefined),
    close: () => engine.close(),
  };
}

/** Folder of the sample's database server; undefined while it has none. */
export const serverFolder = (home: string): string | undefined => readMarker(samplePlace(home))?.server?.folder;

/** Whether a server of PostgreSQL runs on that folder. */
export function isServed(folder: string): boolean {
  const running = execFileSync('ps', ['-ww', '-A', '-o', 'args='], { encoding: 'utf8' });
  return running.split('\n').some((line) => line.includes(`${folder}/data`));
}

/** Everything below a folder, by path. */
export const listTree = (folder: string): string[] =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
