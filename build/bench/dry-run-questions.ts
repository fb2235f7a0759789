import fs from 'node:fs';
import path from 'node:path';
import type { HoldfastClient } from '#shared/contract/index.ts';
import { type RestorePreview, restoreRequestSchema } from '#shared/domain/restore.ts';
import { createCatalogue } from '../../electron/engine/catalogue/catalogue.ts';
import { openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import { planPaths, repositoryPaths, snapshotPaths } from '../../electron/engine/repository/layout.ts';
import { repositoryFormat } from '../../electron/engine/repository/marker.ts';
import type { MadeCatalogue } from './make-catalogue.ts';
import type { Question } from './questions.ts';

interface Where {
  readonly home: string;
  /** It is made, with nothing but the newest snapshot's place: a dry run reads no copy where all is new. */
  readonly repository: string;
  /** A folder that is not there. */
  readonly target: string;
}

const rounds = 3;

/** What the window asks while somebody waits for the dry run of a restore of everything: its first page, then its totals. */
export function dryRunQuestions({ files }: MadeCatalogue, { home, repository, target }: Where): Question[] {
  const snapshot = makeRepository(home, repository);
  const request = restoreRequestSchema.parse({ snapshot, paths: [], to: target });
  let last: string | undefined;
  const begun = async (client: HoldfastClient): Promise<RestorePreview> => {
    if (last !== undefined) await client.restores.dropPreview({ preview: last });
    let preview = await client.restores.preview(request);
    const page = () => client.restores.items({ preview: preview.id, limit: 200 });
    while ((await page()).items.length === 0) preview = await client.restores.previewed({ preview: preview.id });
    last = preview.id;
    return preview;
  };
  const first: Question['asks'][number] = async (client) => {
    const answer = await begun(client);
    return { answer };
  };
  const whole: Question['asks'][number] = async (client) => {
    let answer = await begun(client);
    while (!answer.complete) answer = await client.restores.previewed({ preview: answer.id });
    if (answer.totals.create.entries < files) throw new Error('the dry run found less than there is');
    return { answer };
  };
  const times = (ask: Question['asks'][number]) => Array.from({ length: rounds }, () => ask);
  return [
    { what: 'dry run of a restore of everything, first page', targetMs: 1000, asks: times(first) },
    { what: 'dry run of a restore of everything, totals', targetMs: null, asks: times(whole) },
  ];
}

/** Gives the id of its snapshot. */
function makeRepository(home: string, repository: string): string {
  const db = openCatalogue(home);
  try {
    const { repositories, snapshots } = createCatalogue(db);
    const [row] = repositories.list();
    const [newest] = snapshots.list();
    if (!row || !newest) throw new Error('the catalogue holds no snapshot');
    const { files } = snapshotPaths(path.join(planPaths(repository, 'home').snapshots, newest.name));
    fs.mkdirSync(files, { recursive: true });
    const marker = { format: repositoryFormat, id: row.id, createdAt: row.createdAt };
    fs.writeFileSync(repositoryPaths(repository).marker, JSON.stringify(marker));
    return newest.id;
  } finally {
    db.close();
  }
}
