import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The home that a command works with: `--home`, else `HOLDFAST_HOME`, else the place where the system keeps
 * applications' data.
 */
export function chooseHome(given: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = given ?? environment.HOLDFAST_HOME;
  return chosen ? resolve(chosen) : usualHome(environment);
}

function usualHome(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Holdfast');
  if (process.platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Holdfast');
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'holdfast');
}
