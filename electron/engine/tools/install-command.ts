import { findPrograms } from './find-programs.ts';

interface Manager {
  readonly command: string;
  readonly line: string;
  readonly asRoot: boolean;
}

const managers: readonly Manager[] = [
  { command: 'apt-get', line: 'apt-get install', asRoot: true },
  { command: 'dnf', line: 'dnf install', asRoot: true },
  { command: 'zypper', line: 'zypper install', asRoot: true },
  { command: 'pacman', line: 'pacman -S', asRoot: true },
  { command: 'apk', line: 'apk add', asRoot: true },
  { command: 'brew', line: 'brew install', asRoot: false },
];

/** Packages that are not named after their program everywhere. */
const packages: Readonly<Record<string, string>> = {
  setpriv: 'util-linux',
  sync: 'coreutils',
  'xdg-open': 'xdg-utils',
};

/** A manager is worth naming even where the path does not lead to it. */
const managerFolders = ['/usr/bin', '/usr/sbin', '/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

/**
 * The command that installs a program on this machine, by its own package manager. `packageOf` gives its package where
 * managers differ; they are named by their command (`apt-get`).
 */
export async function installCommand(program: string, packageOf?: (manager: string) => string): Promise<string> {
  const usual = packages[program] ?? program;
  const name = packageOf?.('') ?? usual;
  if (process.platform === 'win32') return `wsl --install (Holdfast runs inside WSL, where ${name} is)`;
  const preferred = process.platform === 'darwin' ? managers.toReversed() : managers;
  for (const { command, line, asRoot } of preferred) {
    if ((await findPrograms(command, managerFolders)).length === 0) continue;
    return `${asRoot && process.getuid?.() !== 0 ? 'sudo ' : ''}${line} ${packageOf?.(command) ?? usual}`;
  }
  if (process.platform === 'darwin') return `brew install ${packageOf?.('brew') ?? usual} (Homebrew: https://brew.sh)`;
  return `your system’s package manager, package “${name}”`;
}
