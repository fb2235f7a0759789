import fs from 'node:fs';
import path from 'node:path';
import type { PlanPaths } from '../../repository/layout.ts';
import type { RunContext } from '../../runs/run-context.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { makeFolder } from '../../tools/make-folder.ts';
import { readNames } from '../../tools/read-names.ts';
import { removeTree } from '../../tools/remove-tree.ts';
import type { Workshop } from './repair-scope.ts';

/**
 * Places to repair files of a plan in, numbered. Replacements are made below `incomplete`, which any backup clears of what
 * was cut off; damaged copies are kept below `damaged`, each in a folder with a note beside it.
 */
export function createWorkshops(paths: PlanPaths, { runId, catalogue }: Pick<RunContext, 'runId' | 'catalogue'>) {
  const [staging, aside] = [path.join(paths.incomplete, runId), path.join(paths.damaged, runId)];
  let count = 0;
  return {
    /** Removes what killed repairs of the plan were making; its lock must be held. */
    sweep: (): void => {
      if (!fs.existsSync(fsPath(paths.incomplete))) return;
      const dead = readNames(paths.incomplete).filter((name) => catalogue.runs.find(name)?.kind === 'repair');
      for (const name of dead) removeTree(path.join(paths.incomplete, name));
    },
    open: (): Workshop => {
      count += 1;
      const workshop = {
        staging: path.join(staging, String(count)),
        aside: path.join(aside, String(count)),
        note: path.join(aside, `${count}.json`),
      };
      for (const folder of [paths.incomplete, staging, workshop.staging]) makeFolder(folder);
      for (const folder of [paths.damaged, aside, workshop.aside]) makeFolder(folder);
      return workshop;
    },
    /** What was not needed goes. */
    close: (): void => {
      if (count === 0) return;
      removeTree(staging);
      for (let number = 1; number <= count; number += 1) removeIfEmpty(path.join(aside, String(number)));
      for (const folder of [aside, paths.damaged]) removeIfEmpty(folder);
    },
  };
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(fsPath(folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}
