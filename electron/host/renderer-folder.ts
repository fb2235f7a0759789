import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the built window: `dist/renderer` beside the nearest folder above this file, from source and bundle. */
export function findRendererFolder(from = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const built = join(folder, 'dist', 'renderer');
    if (existsSync(join(built, 'index.html'))) return built;
  }
  return join(from, 'dist', 'renderer');
}
