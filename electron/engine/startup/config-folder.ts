import os from 'node:os';
import path from 'node:path';

/** Where the user's programs keep what is set in them (XDG Base Directory); a relative path counts as none. */
export function configFolder(env: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CONFIG_HOME: given = '' } = env;
  return path.isAbsolute(given) ? given : path.join(os.homedir(), '.config');
}
