import fs from 'node:fs/promises';
import path from 'node:path';

const keptMs = 2 * 60 * 60 * 1000;

const folderOf = (home: string): string => path.join(home, 'previews');

/** Where a dry run's items are kept. */
export const previewFile = (home: string, previewId: string): string =>
  path.join(folderOf(home), `${previewId}.sqlite`);

/** Makes the folder for dry runs and clears away those of more than two hours ago, whoever made them. */
export async function preparePreviews(home: string): Promise<void> {
  const folder = folderOf(home);
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await fs.readdir(folder)) {
    const file = path.join(folder, name);
    const stats = await fs.stat(file).catch(() => null);
    if (stats && Date.now() - stats.mtimeMs > keptMs) await fs.rm(file, { force: true });
  }
}
