/** Building: always when asked for, otherwise when the sources are newer than what was built. */
import { spawnSync } from 'node:child_process';
import { environment } from './environment.mjs';
import { root } from './root.mjs';
import { isBuilt } from './stamp.mjs';
import { stop } from './stop.mjs';

/** @param {readonly string[]} parts Of build.ts; none means everything. */
export function build(parts = []) {
  // Not to stdout: that belongs to the command that was asked for.
  const result = spawnSync(process.execPath, ['build/vite/build.ts', ...parts], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) stop('Building failed; see above.');
}

export function ensureBuilt() {
  if (isBuilt()) return;
  console.error('Building …');
  build();
}
