import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '#shared/median.ts';
import { endBrowser } from './end-browser.ts';
import { makePlans } from './make-plans.ts';
import { differenceOf, openScreen, type Screen } from './open-screen.ts';

export interface StartOptions {
  /** Empty folder for all that is made. */
  readonly folder: string;
  /** Holdfast's program, run by Node. */
  readonly program: string;
  readonly plans: number;
  readonly rounds: number;
  /** How long the idle host is watched. */
  readonly idleMs: number;
  readonly say?: (line: string) => void;
}

export interface StartResult {
  readonly plans: number;
  readonly rounds: number;
  /** Until the host's address was printed, and until the window shows what it shows for good; medians. */
  readonly hostSeconds: number;
  readonly windowSeconds: number;
  readonly idleSeconds: number;
  /** Processor time of the idle host, of one processor's. */
  readonly idleCpuPercent: number;
  readonly idleBytes: number;
}

/** Chromium keeps its sandbox, so root gives its rights away. */
const nobody = 65_534;
const settledMs = 4000;
const restMs = 5000;
const patienceMs = 60_000;

/**
 * Starts `holdfast serve --open` again and again on a screen of its own, and takes the time until the window's picture is the one
 * that it keeps; then watches a host without a window. Caches are warm: a first start is not counted.
 */
export async function measureStart(options: StartOptions): Promise<StartResult> {
  const { folder, program, plans, rounds, idleMs, say = () => {} } = options;
  const user = makeUser(folder);
  const holdfast = (words: readonly string[], env: NodeJS.ProcessEnv = {}) => [
    ...user.command(env),
    program,
    '--home',
    user.home,
    ...words,
  ];
  say(`making a home with ${plans} plans`);
  await makePlans({ plans, folder: user.folder, run: (words) => runToEnd(holdfast(words)) });
  const screen = await openScreen(user.screens);
  try {
    const start = () =>
      startWindow(holdfast(['serve', '--open', '--json'], { DISPLAY: screen.display }), user.home, screen);
    const first = await start();
    const settled = await first.settle();
    const times: Awaited<ReturnType<typeof first.measure>>[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      times.push(await (await start()).measure(settled));
      say(`round ${round}: ${JSON.stringify(times.at(-1))}`);
    }
    const idle = await watchIdle(holdfast(['serve', '--json']), idleMs);
    say(JSON.stringify(idle));
    return {
      ...{ plans, rounds, ...idle },
      hostSeconds: median(times.map(({ host }) => host)) / 1000,
      windowSeconds: median(times.map(({ window }) => window)) / 1000,
    };
  } finally {
    await screen.stop();
  }
}

/** A person without root's rights, with folders of their own. */
function makeUser(folder: string) {
  const own = path.join(folder, 'user');
  const screens = path.join(folder, 'screen');
  for (const made of [own, screens]) fs.mkdirSync(made);
  const lowered = process.getuid?.() === 0;
  if (lowered) fs.chownSync(own, nobody, nobody);
  const become = lowered ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'] : [];
  const usual = { HOME: own, XDG_CONFIG_HOME: path.join(own, '.config'), XDG_CACHE_HOME: path.join(own, '.cache') };
  return {
    folder: own,
    screens,
    home: path.join(own, 'home'),
    command: (env: NodeJS.ProcessEnv) => [
      ...become,
      'env',
      ...Object.entries({ DISPLAY: '', WAYLAND_DISPLAY: '', ...usual, ...env }).map(
        ([name, value]) => `${name}=${value}`,
      ),
      process.execPath,
    ],
  };
}

const runToEnd = ([program = '', ...args]: readonly string[]): void => {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
};

async function startWindow([program = '', ...args]: readonly string[], home: string, screen: Screen) {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout, 'data'), failWhenEnded(child)]);
  const host = Math.round(performance.now() - began);
  const close = async () => {
    await end(child);
    await endBrowser(home);
    // Until the screen is empty again.
    await sleep(500);
  };
  return {
    /** The picture that the window keeps. */
    settle: async (): Promise<Buffer> => {
      await sleep(restMs + settledMs);
      const picture = Buffer.from(screen.look());
      await close();
      return picture;
    },
    measure: async (settled: Buffer): Promise<{ readonly host: number; readonly window: number }> => {
      while (differenceOf(screen.look(), settled) > 0.005) {
        if (performance.now() - began > patienceMs) throw new Error('the window never looked as it did before');
        await sleep(20);
      }
      const window = Math.round(performance.now() - began);
      await close();
      await sleep(restMs);
      return { host, window };
    },
  };
}

async function watchIdle([program = '', ...args]: readonly string[], idleMs: number) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout, 'data'), failWhenEnded(child)]);
  await sleep(restMs);
  const pid = child.pid ?? 0;
  const before = cpuMs(pid);
  const began = performance.now();
  await sleep(idleMs);
  const took = performance.now() - began;
  const idle = {
    idleSeconds: Math.round(took / 1000),
    idleCpuPercent: (100 * (cpuMs(pid) - before)) / took,
    idleBytes: memoryOf(pid),
  };
  await end(child);
  return idle;
}

async function failWhenEnded(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error('holdfast serve ended before it listened');
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Of all its threads; what `setpriv` and `env` were at first is the host itself now. A tick is 10 ms on Linux. */
function cpuMs(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

const memoryOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
