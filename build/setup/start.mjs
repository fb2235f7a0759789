/**
 * `npm start`: the desktop window where Electron can show one, else the host, in an app window of a browser or as an
 * address to open. `--no-open` prints the address only; other arguments go to `holdfast serve`.
 */
import { ensureBuilt } from './build.mjs';
import { runElectron, whyNoElectron } from './electron.mjs';
import { holdfast } from './holdfast.mjs';
import { ensureForRunning } from './system.mjs';

const noOpen = '--no-open';

/** @param {readonly string[]} args */
export async function start(args) {
  ensureForRunning();
  ensureBuilt();
  const rest = args.filter((argument) => argument !== noOpen);
  if (args.includes(noOpen)) return holdfast(['serve', ...rest]);
  const problem = (await whyNoElectron()) ?? (await runElectron());
  if (problem === undefined) return;
  console.error(`No Electron window: ${problem}. Using the browser instead.`);
  await holdfast(['serve', '--open', ...rest]);
}
