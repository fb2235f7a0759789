import path from 'node:path';
import type { TreePool } from '../../backup/tree-pool.ts';

/** SHA-256 (hex) of a file's content, read on one of the pool's threads; null with the reason where that can't be done. */
export async function readSum(
  pool: TreePool,
  file: string,
): Promise<{ readonly sha256: string | null; readonly problem: string | null }> {
  const batch = { copies: path.dirname(file), originals: null, names: [path.basename(file)] };
  try {
    const [read] = await pool.run('hash', batch);
    const sha256 = read?.sha256 ?? null;
    return { sha256, problem: sha256 === null ? 'it is missing, or can’t be opened' : null };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { sha256: null, problem: `it can’t be read (${code})` };
  }
}
