import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Doctor, Program } from '#shared/domain/system.ts';
import { asHoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import { cataloguePath } from '../home-files.ts';
import { checkNewVersion } from '../new-version/check-new-version.ts';
import type { NewVersionKeeper } from '../new-version/new-version-keeper.ts';
import type { Destinations } from '../repository/destinations.ts';
import { describeRepositories } from '../repository/repository-service.ts';
import { describeSecrets } from '../secrets/describe-secrets.ts';
import { readSecretsStatus } from '../secrets/read-status.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { inspectProgram, requireRsync } from '../tools/find-program.ts';
import { findPrograms } from '../tools/find-programs.ts';
import { installCommand } from '../tools/install-command.ts';
import { examineServers, findPostgresPrograms } from './examine-postgres.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: Destinations;
  readonly settings: Pick<SettingsService, 'problem' | 'get'>;
  readonly newVersion: Pick<NewVersionKeeper, 'get'>;
  readonly findBrowser?: () => string | undefined;
}

type Check = Doctor['checks'][number];

/** Everything that Holdfast needs of this machine, with what is wrong and its cure. Fine if only optional things lack. */
export async function examine(dependencies: Dependencies): Promise<Doctor> {
  // One after the other: starting several programs at once would hold up this thread.
  const required = await findRequired();
  const optional = await findOptional(dependencies.findBrowser);
  const checks = await examineHome(dependencies);
  const ok = required.every((program) => program.ok) && checks.every((check) => check.ok);
  return { programs: [...required, ...optional], checks, ok };
}

async function findRequired(): Promise<Program[]> {
  const sync = { name: 'sync', purpose: 'makes a finished snapshot durable before it counts' };
  return [await describeRsync(), await describeProgram(sync)];
}

async function findOptional(findBrowser: (() => string | undefined) | undefined): Promise<Program[]> {
  const setpriv = { name: 'setpriv', purpose: 'ends copying at once should Holdfast itself be killed' };
  const programs = process.platform === 'linux' ? [await describeProgram(setpriv)] : [];
  const all = [...programs, ...(await findPostgresPrograms())];
  return findBrowser ? [...all, describeBrowser(findBrowser())] : all;
}

async function describeRsync(): Promise<Program> {
  const program = { name: 'rsync', purpose: 'copies files' };
  try {
    return { ...program, ...(await requireRsync()), ok: true, problem: null };
  } catch (thrown) {
    return { ...program, version: null, path: null, ok: false, problem: asHoldfastError(thrown).message };
  }
}

async function describeProgram(program: { readonly name: string; readonly purpose: string }): Promise<Program> {
  const [path] = await findPrograms(program.name);
  if (path === undefined) {
    const problem = `${program.name} is not installed. Install it with: ${await installCommand(program.name)}`;
    return { ...program, version: null, path: null, ok: false, problem };
  }
  // Not GNU's (macOS, BusyBox): there without a version to tell.
  const version = await inspectProgram(path).then(
    (found) => (found.version === '0' ? null : found.version),
    () => null,
  );
  return { ...program, version, path, ok: true, problem: null };
}

function describeBrowser(path: string | undefined): Program {
  const purpose = 'shows the window where there is no desktop runtime';
  const problem = 'No Chromium, Chrome or Edge was found. Open the address that Holdfast prints in any browser.';
  return {
    name: path === undefined ? 'browser' : basename(path),
    purpose,
    version: null,
    path: path ?? null,
    ok: path !== undefined,
    problem: path === undefined ? problem : null,
  };
}

async function examineHome(dependencies: Dependencies): Promise<Check[]> {
  const { home, catalogue, destinations } = dependencies;
  return [
    await checkHome(home),
    await checkSettings(dependencies.settings),
    await checkPasswords(home),
    ...(await checkCatalogue(home, catalogue)),
    ...(await checkRepositories(catalogue, destinations)),
    ...(await checkServers(home, catalogue)),
    ...(await checkVersion(dependencies.newVersion)),
  ];
}

async function checkHome(home: string): Promise<Check> {
  try {
    await access(home, constants.W_OK | constants.X_OK);
    const open = ((await stat(home)).mode & 0o077) !== 0;
    const message = open ? `${home} can be written, but others may look into it: chmod 700 closes it.` : home;
    return { name: 'home', ok: true, note: open, message };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name: 'home', ok: false, message: `${home} can't be written: ${reason}` };
  }
}

async function checkSettings(settings: Dependencies['settings']): Promise<Check> {
  await settings.get(undefined);
  const problem = settings.problem();
  return { name: 'settings', ok: problem === null, message: problem ?? 'Settings are in order.' };
}

async function checkPasswords(home: string): Promise<Check> {
  const status = await readSecretsStatus(home);
  const { message, next } = describeSecrets(status);
  const said = next === null ? message : `${message} ${next}`;
  return { name: 'passwords', ok: status.readable, note: status.place !== null, message: said };
}

async function checkCatalogue(home: string, catalogue: CatalogueClient): Promise<Check[]> {
  try {
    const plans = await catalogue.read.plans.distinct();
    const { size } = await stat(cataloguePath(home));
    const message = `${plans.length} ${plans.length === 1 ? 'plan' : 'plans'}, ${Math.ceil(size / 1e6)} MB.`;
    return [{ name: 'catalogue', ok: true, message }];
  } catch (thrown) {
    const cure = 'Move it away and read it anew from the repositories with “holdfast catalogue rebuild”.';
    return [{ name: 'catalogue', ok: false, message: `${asHoldfastError(thrown).message} ${cure}` }];
  }
}

async function checkRepositories(catalogue: CatalogueClient, destinations: Destinations): Promise<Check[]> {
  try {
    destinations.refresh();
    const rows = await catalogue.read.repositories.list();
    const repositories = await describeRepositories(rows, { catalogue, destinations });
    return repositories.map(({ path, state, problem }) => ({
      name: `repository ${path}`,
      ok: state === 'ready',
      message: problem ?? 'Ready.',
    }));
  } catch {
    // The catalogue can't be read: that is told by its own check.
    return [];
  }
}

/** Never a problem: nobody's backups are worse for it. */
async function checkVersion(newVersion: Dependencies['newVersion']): Promise<Check[]> {
  const found = checkNewVersion(await newVersion.get());
  return found === null ? [] : [{ name: 'new version', ok: true, ...found }];
}

async function checkServers(home: string, catalogue: CatalogueClient): Promise<Check[]> {
  try {
    const rows = await catalogue.read.plans.distinct();
    return await examineServers(
      home,
      rows.map(({ plan }) => plan),
    );
  } catch {
    // The catalogue can't be read: that is told by its own check.
    return [];
  }
}
