import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { isBuilt } from '../../../build/setup/stamp.mjs';

/** The built command, as users have it; while the build is stale, the source. */
export const entry = fileURLToPath(
  new URL(isBuilt() ? '../../../dist/node/holdfast.js' : '../../../electron/cli/holdfast.ts', import.meta.url),
);

/** Halves the start of each of these many processes. */
const compileCache = fileURLToPath(new URL('../../../node_modules/.cache/holdfast-test-compile', import.meta.url));

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the first part of standard output that fits; fails when the process ends before. */
  readonly said: (pattern: RegExp) => Promise<RegExpMatchArray>;
}

export interface StartOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Its own process group, so that a signal can go to all of it as a terminal's Ctrl-C does. */
  readonly detached?: boolean;
  readonly uid?: number;
}

export type World = ReturnType<typeof createWorld>;

/** A folder of its own with a home, a source and a place for a repository, and the command line as a real process. */
export function createWorld({ forTest = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'));
  const [home, source, repository] = ['home', 'source', 'repository'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(source);
  const running = new Set<ChildProcess>();
  const start = (words: readonly string[], options: StartOptions = {}): Started => {
    const started = startHoldfast(['--home', home, ...words], { cwd: folder, ...options });
    running.add(started.process);
    return started;
  };
  const run = (...words: readonly string[]) => start(words).ended;
  const destroy = () => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  if (forTest) onTestFinished(destroy);
  return {
    folder,
    home,
    source,
    repository,
    start,
    run,
    destroy,
    /** Runs with --json and gives the last line's value; fails unless it exits with `exit`. */
    json: async <Value = Record<string, never>>(words: readonly string[], exit = 0): Promise<Value> => {
      const ended = await run(...words, '--json');
      if (ended.exit !== exit)
        throw new Error(`${words.join(' ')}: exit ${ended.exit}\n${ended.stdout}${ended.stderr}`);
      return JSON.parse(lastDocument(ended.stdout));
    },
    write: (name: string, content: string) => writeFileSync(join(source, name), content),
  };
}

/** A world with a repository and a plan “Home” of the source folder. */
export async function createWorldWithPlan(options: { forTest?: boolean } = {}): Promise<World> {
  const world = createWorld(options);
  await world.json(['init', world.repository]);
  world.write('letter.txt', 'first\n');
  await world.json(['plan', 'add', 'Home', '--repository', world.repository, '--folder', world.source]);
  return world;
}

/**
 * A folder for PATH with an rsync that waits, whenever it is to copy, until the file `gate` is there, and makes the
 * file `waiting` meanwhile.
 */
export function createGatedRsync(folder: string) {
  const [bin, gate, waiting] = [join(folder, 'bin'), join(folder, 'gate'), join(folder, 'waiting')];
  mkdirSync(bin);
  const script = `#!/bin/sh
case "$*" in *--version*) ;; *) : > ${waiting}; while [ ! -e ${gate} ]; do sleep 0.05; done ;; esac
PATH="\${PATH#*:}" exec rsync "$@"
`;
  writeFileSync(join(bin, 'rsync'), script);
  chmodSync(join(bin, 'rsync'), 0o755);
  return { environment: { PATH: `${bin}:${process.env.PATH}` }, gate, waiting, open: () => writeFileSync(gate, '') };
}

/** The value of a single document, or of the last line of several. */
function lastDocument(stdout: string): string {
  const lines = stdout.trimEnd().split('\n');
  const isStream = lines.length > 1 && lines[0]?.startsWith('{') === true;
  return isStream ? (lines.at(-1) ?? '') : stdout;
}

function startHoldfast(words: readonly string[], { environment, cwd, detached, uid }: StartOptions): Started {
  const child = spawn(process.execPath, [entry, ...words], {
    cwd,
    detached,
    uid,
    gid: uid,
    env: { ...process.env, HOLDFAST_HOME: '', NODE_COMPILE_CACHE: compileCache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    texts.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    texts.stderr += chunk;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, ...texts }));
  });
  const said = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const match = texts.stdout.match(pattern);
        if (match) resolve(match);
      };
      child.stdout.on('data', look);
      look();
      void ended.then(({ exit, stderr }) => reject(new Error(`ended with ${exit} before: ${stderr}`)));
    });
  return { process: child, ended, said };
}
