import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { compareVersions } from '../find-program.ts';
import { findPrograms } from '../find-programs.ts';
import { installCommand } from '../install-command.ts';
import { runProgram } from '../run-program.ts';

export interface PostgresProgram {
  /** Absolute. */
  readonly path: string;
  /** 15.14. */
  readonly version: string;
  /** 15. */
  readonly major: number;
}

/** PostgreSQL's programs that Holdfast works with. */
export type PostgresTool = 'pg_dump' | 'pg_dumpall' | 'pg_restore' | 'psql' | 'initdb' | 'postgres' | 'pg_ctl';

const rememberedMs = 60_000;
const known = new Map<PostgresTool, { readonly at: number; readonly found: Promise<readonly PostgresProgram[]> }>();

/** The smallest version of a program that is at least as new as the server; null when none is. */
export async function findPostgres(
  program: PostgresTool,
  { major }: { readonly major: number },
): Promise<PostgresProgram | null> {
  return (await listPostgres(program)).find((candidate) => candidate.major >= major) ?? null;
}

/**
 * The same for what must be there: throws `client-missing`, or `client-too-old` where only older versions are, with the
 * command that installs it. `server`: what it is wanted for, in words.
 */
export async function requireClient(
  program: PostgresTool,
  { serverMajor, server = 'the server' }: { readonly serverMajor: number; readonly server?: string },
): Promise<PostgresProgram> {
  const found = await findPostgres(program, { major: serverMajor });
  if (found) return found;
  const newest = (await listPostgres(program)).at(-1);
  const install = await installPostgres(program, serverMajor);
  if (!newest) throw new HoldfastError('client-missing', { program, major: serverMajor, server, install });
  throw new HoldfastError('client-too-old', { program, version: newest.version, major: serverMajor, install });
}

/** The command that installs the package with this program, in the server's version. */
export const installPostgres = (program: PostgresTool, major: number): Promise<string> =>
  installCommand(program, (manager) => packageOf(manager, { major, isClient: clientTools.has(program) }));

const clientTools: ReadonlySet<PostgresTool> = new Set(['pg_dump', 'pg_dumpall', 'pg_restore', 'psql']);

/** What package managers call it. PostgreSQL's own archives, which have every version, use the same names. */
function packageOf(
  manager: string,
  { major, isClient }: { readonly major: number; readonly isClient: boolean },
): string {
  switch (manager) {
    case 'apt-get':
      return `postgresql${isClient ? '-client' : ''}-${major}`;
    case 'dnf':
      return `postgresql${major}${isClient ? '' : '-server'}`;
    case 'zypper':
      return `postgresql${major}${isClient ? '' : '-server'}`;
    case 'apk':
      return `postgresql${major}${isClient ? '-client' : ''}`;
    case 'brew':
      return `postgresql@${major}`;
    default:
      return 'postgresql';
  }
}

/** All versions of a program on this machine, oldest first; of each major version the newest. Looked for again after a minute. */
export function listPostgres(program: PostgresTool): Promise<readonly PostgresProgram[]> {
  const before = known.get(program);
  if (before && Date.now() - before.at < rememberedMs) return before.found;
  const found = lookFor(program);
  known.set(program, { at: Date.now(), found });
  return found;
}

async function lookFor(program: PostgresTool): Promise<readonly PostgresProgram[]> {
  const files = new Set<string>();
  for (const file of await findPrograms(program, await versionFolders())) {
    // Debian's wrapper chooses a version by rules of its own; the programs behind it are found by themselves.
    const real = await realpath(file);
    if (path.basename(real) !== 'pg_wrapper') files.add(real);
  }
  const inspected = await Promise.all([...files].map(inspect));
  const programs = inspected
    .filter((one) => one !== null)
    .sort((one, other) => compareVersions(one.version, other.version));
  return programs.filter((one, index) => programs[index + 1]?.major !== one.major);
}

/** Null for what does not run, or is another program of that name. */
async function inspect(file: string): Promise<PostgresProgram | null> {
  const lines: string[] = [];
  const onLine = (line: Buffer) => lines.push(line.toString('latin1'));
  await runProgram({ program: file, args: ['--version'], onLine }).catch(() => undefined);
  const version = parsePostgresVersion(lines.join('\n'));
  return version && { path: file, ...version };
}

/** `pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` → 15.14; also `… 18beta1`, `… 9.6.24`. */
export function parsePostgresVersion(output: string): { readonly version: string; readonly major: number } | null {
  const version = /\(PostgreSQL\) (\d+(?:\.\d+)*)/.exec(output)?.[1];
  return version === undefined ? null : { version, major: Number.parseInt(version, 10) };
}

/** Where packages put several versions beside each other, which are not on the path. `*` stands for one name. */
const places = [
  '/usr/lib/postgresql/*/bin',
  '/usr/lib/postgresql*/bin',
  '/usr/pgsql-*/bin',
  '/usr/libexec/postgresql*',
  '/usr/local/pgsql/bin',
  '/opt/homebrew/opt/postgresql@*/bin',
  '/usr/local/opt/postgresql@*/bin',
  '/opt/homebrew/opt/libpq/bin',
  '/usr/local/opt/libpq/bin',
  '/opt/homebrew/bin',
  '/usr/local/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
  '/Library/PostgreSQL/*/bin',
];

const versionFolders = async (): Promise<string[]> => (await Promise.all(places.map(expand))).flat();

async function expand(place: string): Promise<string[]> {
  const [above = '', rest] = place.split(/\/(?=[^/]*\*)/);
  if (rest === undefined) return [place];
  const [pattern = '', ...below] = rest.split('/');
  const [start = '', end = ''] = pattern.split('*');
  const names = await readdir(above).catch(() => []);
  return names
    .filter((name) => name.startsWith(start) && name.endsWith(end) && name.length >= pattern.length)
    .map((name) => path.join(above, name, ...below));
}
