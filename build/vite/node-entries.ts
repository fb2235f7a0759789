import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from './paths.ts';

export const commandEntry = join(projectRoot, 'electron/cli/holdfast.ts');

/** Entries by the name of their bundle. */
export type Entries = Readonly<Record<string, string>>;

/** The programs of dist/node: Electron's main process, the command line, and the one that speaks with the keyring. */
export const programEntries = (): Entries =>
  present({
    main: 'electron/main/main.ts',
    holdfast: 'electron/cli/holdfast.ts',
    'keyring.program': 'electron/engine/secrets/keyring/keyring.program.ts',
  });

/**
 * Each worker thread of the engine as NAME.worker. Workers are named entries since a bundler moves the code that starts
 * them away from their source.
 */
export function workerEntries(): Entries {
  const paths = globSync('electron/engine/**/*.worker.ts', { cwd: projectRoot });
  const named = paths.map((path) => [basename(path, '.ts'), path] as const);
  refuseDoubles(named.map(([name]) => name));
  return present(Object.fromEntries(named));
}

function present(entries: Entries): Entries {
  const all = Object.entries(entries).map(([name, path]) => [name, join(projectRoot, path)] as const);
  return Object.fromEntries(all.filter(([, path]) => existsSync(path)));
}

function refuseDoubles(names: readonly string[]): void {
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) throw new Error(`Two worker files are named ${double}.ts; their bundles share one folder.`);
}
