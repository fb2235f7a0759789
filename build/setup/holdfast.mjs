import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { root } from './root.mjs';

/**
 * The built command line in this very process: no second Node to start, and signals and exit codes are its own.
 * @param {readonly string[]} args
 */
export async function holdfast(args) {
  ensureBuilt();
  // npm runs scripts in the project's folder; relative paths mean the one where the person is.
  const { npm_lifecycle_event: event, INIT_CWD: folder } = process.env;
  if (event === 'holdfast' && folder !== undefined) process.chdir(folder);
  const command = join(root, 'dist/node/holdfast.js');
  process.argv.splice(1, process.argv.length, command, ...args);
  await import(pathToFileURL(command).href);
}
