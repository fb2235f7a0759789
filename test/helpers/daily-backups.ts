import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import { runHoldfast } from './run-holdfast.ts';

const dayMs = 24 * 60 * 60 * 1000;

interface DailyBackups {
  readonly user: string;
  /** Folder of the repository, which is made. */
  readonly repository: string;
  readonly days: number;
  /** More options of “plan add”. */
  readonly options: readonly string[];
}

/** A plan “Papers” of the user's documents with a snapshot a day, the last of them now; gives its home. */
export async function makeDailyBackups({ user, repository, days, options }: DailyBackups): Promise<string> {
  const [home, documents] = [join(user, '..', 'home'), join(user, 'Documents')];
  await mkdir(documents);
  await runHoldfast(home, 'init', repository);
  await runHoldfast(home, 'plan', 'add', 'Papers', '--repository', repository, '--folder', documents, ...options);
  for (let day = 0; day < days; day += 1) {
    await appendFile(join(documents, 'diary'), `day ${day}\n`);
    await runHoldfast(home, 'backup');
  }
  const db = openCatalogue(home);
  for (const { id, sequence } of db
    .prepare<[], { id: string; sequence: number }>('SELECT id, sequence FROM snapshot')
    .all()) {
    const at = new Date(Date.now() - (days - sequence) * dayMs).toISOString();
    db.prepare('UPDATE snapshot SET completed_at = ?, confirmed_at = ? WHERE id = ?').run(at, at, id);
  }
  db.close();
  return home;
}
