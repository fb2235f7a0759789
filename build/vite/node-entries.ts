import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from './paths.ts';

export const commandEntry = join(projectRoot, 'electron/cli/holdfast.ts');

/**
 * The programs of dist/node by name: Electron's main process, the command line, the one that speaks with the keyring, and
 * each worker thread of the engine as NAME.worker. Workers are named entries since a bundler moves the code that starts them away from their source.
 */
export function nodeEntries(): Readonly<Record<string, string>> {
  const programs = {
    main: 'electron/main/main.ts',
    holdfast: 'electron/cli/holdfast.ts',
    'keyring.program': 'electron/engine/secrets/keyring/keyring.program.ts',
  };
  const workers = globSync('electron/engine/**/*.worker.ts', { cwd: projectRoot });
  const named = [...Object.entries(programs), ...workers.map((path) => [basename(path, '.ts'), path] as const)];
  refuseDoubles(named.map(([name]) => name));
  return Object.fromEntries(
    named.map(([name, path]) => [name, join(projectRoot, path)] as const).filter(([, path]) => existsSync(path)),
  );
}

function refuseDoubles(names: readonly string[]): void {
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) throw new Error(`Two worker files are named ${double}.ts; their bundles share one folder.`);
}
