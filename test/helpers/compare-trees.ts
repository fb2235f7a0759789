import { execFileSync, spawnSync } from 'node:child_process';

/**
 * What rsync would do to make the copy equal to the source, one itemised line for each entry: nothing, when they are
 * equal in content (by checksum), attributes, times (to the nanosecond) and links.
 */
export function differences(source: string, copy: string, ...options: string[]): string[] {
  const args = ['-aHAXnic', '--delete', '--modify-window=-1', ...options, `${source}/`, `${copy}/`];
  const { stdout, stderr, status } = spawnSync('rsync', args, { encoding: 'latin1', maxBuffer: 64 << 20 });
  const problems = status === 0 ? [] : [`exit ${status}: ${stderr}`];
  return [...stdout.split('\n').filter((line) => line !== ''), ...problems];
}

/** What `sha256sum -c` says of a snapshot's list of sums when something is wrong; empty when all is right. */
export function brokenSums(snapshot: string): string {
  const command = 'set -o pipefail; zcat SHA256SUMS.gz | sha256sum -c --quiet --strict';
  const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: snapshot, encoding: 'latin1' });
  return stdout + stderr;
}

/** One sum over the names, types, modes, owners, times, link targets, attributes and bytes of everything below a folder. */
export function fingerprint(folder: string): string {
  const command = `set -o pipefail; export LC_ALL=C
    { find . -printf '%p|%y|%m|%U|%G|%s|%T@|%l\\0' | sort -z
      find . -type f -print0 | sort -z | xargs -0r sha256sum -z --
      getfattr -d -m - -h -R --absolute-names . | cat; } | sha256sum`;
  return execFileSync('bash', ['-c', command], { cwd: folder, encoding: 'latin1' });
}
