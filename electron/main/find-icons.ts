import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the drawn icons: beside the bundle, or where they were drawn when it runs from source. */
export function findIcons(from = import.meta.dirname): string {
  const beside = join(from, 'icons');
  return existsSync(beside) ? beside : join(from, '../../build/icons/drawn');
}
