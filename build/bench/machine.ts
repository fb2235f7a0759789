import { execFileSync, spawnSync } from 'node:child_process';
import os from 'node:os';
import type { Command, Peer, PeerId } from './peers/peer.ts';

/** Where something was measured, and with what. */
export interface Machine {
  readonly date: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  readonly system: string;
  readonly fileSystem: string;
  readonly node: string;
  /** Of each program that is there. */
  readonly versions: Readonly<Partial<Record<PeerId, string>>>;
}

export function describeMachine(folder: string, peers: readonly Peer[]): Machine {
  const cores = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: cores.length,
    processor: cores[0]?.model.trim() ?? 'unknown processor',
    memoryBytes: os.totalmem(),
    system: `${os.type()} ${os.release().replace(/-.*/, '')}`,
    fileSystem: fileSystemOf(folder),
    node: process.versions.node,
    versions: Object.fromEntries(peers.map(({ id, version }) => [id, versionOf(version)])),
  };
}

/** The first number with a dot that a program prints; undefined when it can't be run. */
function versionOf({ program, args }: Command): string | undefined {
  const { error, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return error === undefined ? /\d+(\.\d+)+/.exec(stdout)?.[0] : undefined;
}

function fileSystemOf(folder: string): string {
  try {
    const printed = execFileSync('df', ['--output=fstype', folder], { encoding: 'utf8' });
    return printed.trim().split('\n').at(-1)?.trim() ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
