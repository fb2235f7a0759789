import { HoldfastError } from '#shared/errors.ts';
import { findPrograms } from './find-programs.ts';
import { installCommand } from './install-command.ts';
import { runProgram } from './run-program.ts';

export interface FoundProgram {
  readonly path: string;
  readonly version: string;
}

const oldestRsync = '3.1';
const rememberedMs = 60_000;

let known: { readonly at: number; readonly rsync: FoundProgram } | undefined;

/**
 * The rsync to work with: the first on the path that is new enough (macOS brings an old one, Homebrew a good one).
 * Looked for again after a minute. Throws `program-missing` or `program-too-old` with the command that installs it.
 */
export async function requireRsync(): Promise<FoundProgram> {
  if (known && Date.now() - known.at < rememberedMs) return known.rsync;
  const tooOld: FoundProgram[] = [];
  for (const program of await findPrograms('rsync')) {
    const rsync = await inspectProgram(program);
    if (compareVersions(rsync.version, oldestRsync) >= 0) {
      known = { at: Date.now(), rsync };
      return rsync;
    }
    tooOld.push(rsync);
  }
  const [first] = tooOld;
  if (!first) throw await rsyncMissing();
  const install = await installCommand('rsync');
  throw new HoldfastError('program-too-old', {
    program: 'rsync',
    version: first.version,
    minimum: oldestRsync,
    install,
  });
}

/** Whether there is any rsync, found without starting one: for a run that may not need it. Throws `program-missing`. */
export async function requireSomeRsync(): Promise<void> {
  if ((await findPrograms('rsync')).length === 0) throw await rsyncMissing();
}

const rsyncMissing = async (): Promise<HoldfastError> =>
  new HoldfastError('program-missing', { program: 'rsync', install: await installCommand('rsync') });

/** A program with the first version number that `--version` prints; `0` when it prints none. */
export async function inspectProgram(program: string): Promise<FoundProgram> {
  const lines: string[] = [];
  await runProgram({ program, args: ['--version'], onLine: (line) => lines.push(line.toString('latin1')) });
  return { path: program, version: parseVersion(lines.join('\n')) };
}

/**
 * `rsync  version 3.4.1  protocol version 32` → `3.4.1`. Apple's openrsync names the version that it can stand in for
 * after its own protocol's: `openrsync: protocol version 29, rsync version 2.6.9 compatible` → `2.6.9`.
 */
export function parseVersion(output: string): string {
  return /(?<![\d.])v?(\d+\.\d+(?:\.\d+)*)/.exec(output)?.[1] ?? '0';
}

/** Negative, zero or positive as the first is older, equal or newer. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
