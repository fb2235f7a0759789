import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

/** A snapshot's manifest; null when it is not there, damaged, or of another format. */
export function readManifest(file: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(fs.readFileSync(fsPath(file), 'utf8')));
  } catch {
    return null;
  }
}
