import { readFileSync, readlinkSync } from 'node:fs';
import { decodePathText, mayHaveLostBytes } from '#shared/domain/path-text.ts';

/**
 * The arguments after the script's name, as path text. Node decodes argv as UTF-8 and so loses the bytes of names that
 * are not UTF-8; where that may have happened they are read again from the system (Linux; macOS has no such names).
 * Path text itself, as `--json` prints it, passes unchanged.
 */
export function rawArguments(): readonly string[] {
  const decoded = process.argv.slice(2);
  return decoded.some(lost) ? restoreBytes(decoded, readIfThere('/proc/self/cmdline')) : decoded;
}

/** The current folder as path text. */
export function currentFolder(): string {
  const folder = process.cwd();
  return mayHaveLostBytes(folder) ? decodePathText(readlinkSync('/proc/self/cwd', 'buffer')) : folder;
}

/** Replaces what lost bytes by what the process's own command line (entries ended by NUL) holds in its place. */
export function restoreBytes(decoded: readonly string[], commandLine: Buffer | undefined): readonly string[] {
  if (commandLine === undefined) return decoded;
  const words = splitAtNul(commandLine).slice(-decoded.length);
  if (words.length !== decoded.length) return decoded;
  return decoded.map((argument, at) => {
    const word = words[at];
    return word !== undefined && lost(argument) ? decodePathText(word) : argument;
  });
}

const lost = (argument: string): boolean => argument.includes('\ufffd');

function splitAtNul(bytes: Buffer): readonly Buffer[] {
  const words: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    const stop = end === -1 ? bytes.length : end;
    words.push(bytes.subarray(at, stop));
    at = stop + 1;
  }
  return words;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
