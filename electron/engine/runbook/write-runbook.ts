import fs from 'node:fs';
import { errorCodeOf } from '../repository/destination-error.ts';
import { repositoryPaths } from '../repository/layout.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readContents } from './read-contents.ts';
import { renderRunbook } from './render-runbook.ts';

/**
 * Writes `RECOVERY.html` from what the repository itself holds, if it says something new. Synchronous. On a full
 * volume the one from before stays: all but its newest dates is still right.
 */
export function writeRunbook(repository: string): void {
  const { runbook } = repositoryPaths(repository);
  const page = renderRunbook(readContents(repository));
  if (readText(runbook) === page) return;
  try {
    writeDurably(runbook, page);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
  }
}

function readText(file: string): string | null {
  return fs.existsSync(fsPath(file)) ? fs.readFileSync(fsPath(file), 'utf8') : null;
}
