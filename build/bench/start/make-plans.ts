import fs from 'node:fs';
import path from 'node:path';

interface MakePlansOptions {
  readonly plans: number;
  /** The user's, who can write there. */
  readonly folder: string;
  /** One command of Holdfast's; throws when it fails. */
  readonly run: (words: readonly string[]) => void;
}

/** Plans of a small folder each, backed up once and due every night. */
export async function makePlans({ plans, folder, run }: MakePlansOptions): Promise<void> {
  const { uid, gid } = fs.statSync(folder);
  run(['init', path.join(folder, 'repository')]);
  for (let number = 1; number <= plans; number += 1) {
    const source = path.join(folder, `folder-${number}`);
    fs.mkdirSync(source);
    fs.chownSync(source, uid, gid);
    for (let file = 1; file <= 20; file += 1)
      fs.writeFileSync(path.join(source, `file-${file}`), `${number} ${file}\n`);
    const where = ['--repository', path.join(folder, 'repository'), '--folder', source];
    run(['plan', 'add', `Plan ${number}`, ...where, '--schedule', 'daily@03:00']);
  }
  run(['backup']);
}
