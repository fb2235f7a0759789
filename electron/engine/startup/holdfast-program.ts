import { existsSync, realpathSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** As `process` has them, or as a test says. */
interface Running {
  readonly execPath: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly env: NodeJS.ProcessEnv;
  /** The command line's program: the bundle, or in a clone that was never built the source. */
  readonly script: string;
}

/** How what runs now can be started again, by its absolute paths; a verb of the command line goes behind the words. */
export interface HoldfastProgram {
  readonly command: readonly string[];
  /** The desktop window's program, where there is one beside the command line. */
  readonly window: readonly string[] | null;
}

/**
 * The program that runs now. A window has no Node of its own for others to use: then it is the one that came with it. An
 * AppImage is mounted anew at each start, so it is the image itself that is named, which hands verbs on.
 */
export function holdfastProgram(running: Running = here()): HoldfastProgram {
  const { script, execPath, versions } = running;
  const image = imageOf(running);
  if (image !== undefined) return { command: [image], window: [image] };
  const resources = resourcesAbove(script);
  const node = versions.electron === undefined ? execPath : nodeBeside(script, resources);
  const window = resources && path.join(path.dirname(resources), 'holdfast');
  return { command: [node, script], window: window && existsSync(window) ? [window] : null };
}

/** Where a program lies that will not be there any more after a restart of the machine; undefined where it stays. */
export function temporaryPlaceOf(words: readonly string[], env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = [
    '/tmp',
    '/run',
    '/dev/shm',
    '/private/tmp',
    '/private/var/folders',
    os.tmpdir(),
    env.XDG_RUNTIME_DIR,
  ];
  // A disk image that was opened and not installed from.
  if (process.platform === 'darwin') folders.push('/Volumes');
  // `APPDIR` without its `APPIMAGE`: mounted by hand.
  const places = [...folders, env.APPDIR].filter((folder) => folder !== undefined && folder !== '');
  return words.find((word) => places.some((place) => isBelow(word, place ?? '')));
}

/** Whether every file that a command names by its absolute path is there. */
export const isThere = (command: readonly string[]): boolean =>
  command.length > 0 && command.slice(0, 2).every((word) => !path.isAbsolute(word) || existsSync(word));

const isBelow = (file: string, folder: string): boolean => file.startsWith(`${folder.replace(/\/+$/, '')}/`);

/** From the bundle in dist/node, else from the source. What an asar holds can be read by Electron alone. */
function here(): Running {
  const { execPath, versions, env } = process;
  const bundle = path.join(import.meta.dirname, 'holdfast.js');
  const script = existsSync(bundle) ? bundle : path.join(import.meta.dirname, '../../cli/holdfast.ts');
  const unpacked = script.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);
  return { execPath: realpathSync(execPath), versions, env, script: unpacked };
}

/** The AppImage that the program runs from. (A terminal that was opened from another one has its variables too.) */
function imageOf({ env, script }: Running): string | undefined {
  const { APPIMAGE: image, APPDIR: mounted } = env;
  return image && mounted && isBelow(script, mounted) ? image : undefined;
}

/** `…/resources` of an installed package; undefined in a clone. */
const resourcesAbove = (script: string): string | undefined => /^(.*[\\/]resources)[\\/]/i.exec(script)?.[1];

function nodeBeside(script: string, resources: string | undefined): string {
  const clone = path.resolve(script, '../../..', 'node_modules/.bin/node');
  const packaged = ['node', 'bin/node', 'node/bin/node', 'node.exe'].map((name) => path.join(resources ?? '', name));
  const found = [...(resources === undefined ? [] : packaged), clone].find((file) => isFile(file));
  return found === undefined ? clone : realpathSync(found);
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
