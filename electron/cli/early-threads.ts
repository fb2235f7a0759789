import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chooseHome } from '../engine/choose-home.ts';
import { cataloguePath, endpointFile } from '../engine/home-files.ts';
import { readyRunThread } from '../engine/runs/run-thread.ts';
import { readyWorker } from '../engine/workers.ts';

/**
 * Lets the threads of a backup come up while this one loads what understands the command line; on two processors that takes
 * a tenth off a backup of little. Only where the words plainly ask for one, and a home is there that no host says it holds.
 * What came up in vain is for `endReadyWorkers`.
 */
export function startEarlyThreads(words: readonly string[]): void {
  const asked = askedForBackup(words);
  if (asked === undefined) return;
  const home = chooseHome(asked.home);
  if (!existsSync(cataloguePath(home)) || existsSync(endpointFile(home))) return;
  readyWorker('catalogue', { home });
  readyRunThread('backup');
}

/** The home that is named, if any, where the words ask for a backup; undefined: for anything else. A guess, made early. */
export function askedForBackup(words: readonly string[]): { readonly home: string | undefined } | undefined {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { home: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
  });
  if (positionals[0] !== 'backup' || values.help !== undefined) return undefined;
  return { home: typeof values.home === 'string' ? values.home : undefined };
}
