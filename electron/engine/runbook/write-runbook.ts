import fs from 'node:fs';
import { errorCodeOf } from '../repository/destination-error.ts';
import { planPaths, repositoryPaths } from '../repository/layout.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
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

/**
 * The same where nothing was committed: only if the page is missing, or older than what it tells of (a run that ended
 * between its commit and the page). Otherwise nothing but times are looked at.
 */
export function renewRunbook(repository: string): void {
  const { runbook, plans } = repositoryPaths(repository);
  const written = changedAt(runbook);
  const told = readNames(plans).flatMap((slug) => {
    const { snapshots, description } = planPaths(repository, slug);
    return [snapshots, description].map(changedAt);
  });
  if (written === 0 || told.some((at) => at > written)) writeRunbook(repository);
}

/** 0 where nothing is. */
const changedAt = (file: string): number => fs.statSync(fsPath(file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

function readText(file: string): string | null {
  return fs.existsSync(fsPath(file)) ? fs.readFileSync(fsPath(file), 'utf8') : null;
}
