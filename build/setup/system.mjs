/** Programs of the system: which are missing, and installing them where this may be done without asking. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { findProgram, stateOf } from './find-program.mjs';
import { programsToBench, programsToPackage, programsToRun, programsToTest } from './programs.mjs';
import { stop } from './stop.mjs';

/** As everywhere in Holdfast: an outside program is missing or too old. */
const programMissing = 15;

/** Commands by package manager; `sudo` goes in front where it is needed. */
const managers = {
  apt: { command: 'apt-get', install: ['install', '-y', '--no-install-recommends'], refresh: ['update'], asRoot: true },
  dnf: { command: 'dnf', install: ['install', '-y'], refresh: undefined, asRoot: true },
  brew: { command: 'brew', install: ['install'], refresh: undefined, asRoot: false },
};

export const ensureForRunning = () => ensurePrograms(programsToRun);

export const ensureForTests = () => ensurePrograms(programsToTest);

/** Installs what the bench compares with, one by one: what can't be had is said, and the bench leaves it out. */
export const installForBench = () => installOneByOne(programsToBench, 'The bench goes on');

/** The same for what makes packages. */
export const installForPackages = () => installOneByOne(programsToPackage, 'Packages are made');

/**
 * @param {readonly import('./programs.mjs').Program[]} programs
 * @param {string} rest What happens without one: the beginning of a sentence.
 */
function installOneByOne(programs, rest) {
  const manager = findManager();
  for (const { program } of whatLacks(programs, manager)) {
    console.error(`${program.name} is not installed.`);
    const wanted = manager && program.packages[manager];
    if (manager === undefined || wanted === undefined) {
      console.error(`${rest} without ${program.name}.`);
    } else if (!install(manager, [wanted])) {
      console.error(`${rest} without ${program.name}. To have it, run:\n  ${installCommand(manager, [wanted])}`);
    }
  }
}

/** @param {readonly import('./programs.mjs').Program[]} programs */
function ensurePrograms(programs) {
  const manager = findManager();
  const lacking = whatLacks(programs, manager);
  if (lacking.length === 0) return;
  const words = lacking.map(({ program, state }) =>
    state === 'too old' ? `${program.name} is older than ${program.minimum}` : `${program.name} is not installed`,
  );
  console.error(`${words.join(', ')}.`);
  if (manager === undefined) stop(adviceWithout(lacking), programMissing);
  const packages = [...new Set(lacking.flatMap(({ program }) => program.packages[manager] ?? []))];
  if (!install(manager, packages) || whatLacks(programs, manager).length > 0) {
    stop(`Install what is missing with:\n  ${installCommand(manager, packages)}\nand start again.`, programMissing);
  }
}

/**
 * @param {readonly import('./programs.mjs').Program[]} programs
 * @param {import('./programs.mjs').Manager | undefined} manager
 */
function whatLacks(programs, manager) {
  return programs
    .filter((program) => manager === undefined || program.packages[manager] !== undefined)
    .map((program) => ({ program, state: stateOf(program) }))
    .filter(({ state }) => state !== 'ok');
}

/** @returns {import('./programs.mjs').Manager | undefined} */
function findManager() {
  if (process.platform === 'darwin') return findProgram('brew') === undefined ? undefined : 'brew';
  if (process.platform !== 'linux') return undefined;
  if (findProgram('apt-get') !== undefined) return 'apt';
  return findProgram('dnf') === undefined ? undefined : 'dnf';
}

/**
 * Installs when that needs no password; says in so many words what it does.
 * @param {import('./programs.mjs').Manager} name
 * @param {readonly string[]} packages
 */
function install(name, packages) {
  const { command, install, refresh, asRoot } = managers[name];
  const prefix = asRoot ? rights() : [];
  if (prefix === undefined) return false;
  const run = (/** @type {readonly string[]} */ args) => {
    const [program = command, ...rest] = [...prefix, command, ...args];
    console.error(`Running: ${[program, ...rest].join(' ')}`);
    return spawnSync(program, rest, { stdio: ['ignore', 2, 2], env: quiet }).status === 0;
  };
  if (name === 'apt' && !hasPackageLists()) run(['update']);
  if (run([...install, ...packages])) return true;
  return refresh !== undefined && run(refresh) && run([...install, ...packages]);
}

const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** What goes in front of a command to run it as root; undefined when that would ask for a password. */
function rights() {
  if (process.getuid?.() === 0) return [];
  if (findProgram('sudo') === undefined) return undefined;
  const asked = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return asked.status === 0 ? ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'] : undefined;
}

/** A fresh container has no lists of packages: without them nothing can be installed. */
function hasPackageLists() {
  try {
    return readdirSync('/var/lib/apt/lists').some((name) => name.endsWith('Packages') || name.includes('_Packages.'));
  } catch {
    return false;
  }
}

/**
 * @param {import('./programs.mjs').Manager} name
 * @param {readonly string[]} packages
 */
function installCommand(name, packages) {
  const { command, install, refresh, asRoot } = managers[name];
  const sudo = asRoot && process.getuid?.() !== 0 ? 'sudo ' : '';
  const line = (/** @type {readonly string[]} */ args) => `${sudo}${command} ${args.join(' ')}`;
  return [...(refresh === undefined ? [] : [line(refresh)]), line([...install, ...packages])].join(' && ');
}

/** @param {readonly { readonly program: import('./programs.mjs').Program }[]} lacking */
function adviceWithout(lacking) {
  const names = lacking.map(({ program }) => program.name).join(', ');
  if (process.platform === 'win32') {
    return 'On Windows, Holdfast runs under WSL: install it with “wsl --install”, then clone and start Holdfast there.';
  }
  if (process.platform === 'darwin') return `Install Homebrew from https://brew.sh, then: brew install rsync`;
  return `Install ${names} with your system's package manager and start again.`;
}
