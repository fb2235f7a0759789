import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { RunKind } from '#shared/domain/run.ts';
import { chooseHome } from '../engine/choose-home.ts';
import { cataloguePath, endpointFile } from '../engine/home-files.ts';
import { readyRunThread } from '../engine/runs/run-thread.ts';
import { readyWorker } from '../engine/workers.ts';

/** Verbs that need no catalogue, or not in this process. */
const withoutCatalogue = new Set(['help', 'completion', 'serve', 'service', 'login', 'demo']);

/** Verbs that begin with a run. */
const runOf: Readonly<Partial<Record<string, RunKind>>> = { backup: 'backup', verify: 'verify' };

/**
 * Lets the threads that a command will need come up while this one loads what understands the command line: on two processors
 * that is a tenth of a backup of little. A guess, made from the verb and only where a home is there that no host says it
 * holds. What came up in vain is for `endReadyWorkers`.
 */
export function startEarlyThreads(words: readonly string[]): void {
  const { verb, home: given } = guessVerb(words);
  if (verb === undefined || withoutCatalogue.has(verb)) return;
  const home = chooseHome(given);
  if (!existsSync(cataloguePath(home)) || existsSync(endpointFile(home))) return;
  readyWorker('catalogue', { home });
  const run = runOf[verb];
  if (run) readyRunThread(run);
}

interface Guess {
  /** Its first word; undefined where there is none, or help is asked for. */
  readonly verb: string | undefined;
  /** What `--home` names. */
  readonly home: string | undefined;
}

export function guessVerb(words: readonly string[]): Guess {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { home: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
  });
  const verb = values.help === undefined ? positionals[0] : undefined;
  return { verb, home: typeof values.home === 'string' ? values.home : undefined };
}
