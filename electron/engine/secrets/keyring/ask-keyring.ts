import { existsSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { keyringStates } from '#shared/domain/secrets.ts';
import { runProgram } from '../../tools/run-program.ts';
import { sessionBus } from './session-bus.ts';

export interface KeyringRequest {
  /** `look` asks only how it is; `set` gives what was read back. */
  readonly verb: 'look' | 'get' | 'set' | 'remove';
  /** Name of the entry among those of Holdfast. */
  readonly account: string;
  /** For `set`. */
  readonly value?: string;
}

const answerSchema = z.object({
  state: z.enum(keyringStates),
  detail: z.string().nullable(),
  /** Null: there is no such entry, or nothing was asked for. */
  value: z.string().nullable(),
});
export type KeyringAnswer = z.infer<typeof answerSchema>;

/** Some keyrings ask the person each time; who sits there has so long, and who doesn't is not waited for any longer. */
const patienceMs = 15_000;
const lookMs = 5000;

/**
 * Asks the system's keyring, in a process of its own that is ended when it takes too long. Its request comes by standard input: nothing
 * secret is in its arguments or its environment. Never rejects. HOLDFAST_KEYRING=off: no keyring is used.
 */
export async function askKeyring(request: KeyringRequest): Promise<KeyringAnswer> {
  if (process.env.HOLDFAST_KEYRING === 'off') return trouble('off');
  // Without a session there is nobody to ask: that costs no process.
  if (process.platform === 'linux' && sessionBus() === null) return trouble('no-session');
  const node = nodeProgram();
  if (node === null) return trouble('failed', 'The Node that Holdfast brings along was not found.');
  const said: Buffer[] = [];
  const ended = await runProgram({
    program: node,
    args: [programPath()],
    input: Readable.from([JSON.stringify(request)]),
    signal: AbortSignal.timeout(request.verb === 'look' ? lookMs : patienceMs),
    onLine: (line) => said.push(line),
  }).catch(() => null);
  if (ended?.aborted) return trouble('no-answer');
  const answer = answerSchema.safeParse(parseJson(Buffer.concat(said).toString()));
  if (answer.success) return answer.data;
  // What a library writes to standard error may tell more than it should.
  return trouble('failed', `The program that asks the keyring ended with ${ended?.exitCode ?? 'a signal'}.`);
}

const trouble = (state: KeyringAnswer['state'], detail: string | null = null): KeyringAnswer => ({
  ...{ state, detail, value: null },
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** From source and in a bundle; a Node outside of Electron reads nothing out of an asar archive. */
function programPath(): string {
  const file = import.meta.url.endsWith('.ts') ? './keyring.program.ts' : './keyring.program.js';
  return fileURLToPath(new URL(file, import.meta.url)).replace(
    `${path.sep}app.asar${path.sep}`,
    `${path.sep}app.asar.unpacked${path.sep}`,
  );
}

/**
 * The Node that the command line and the service run under; also for the window, so that a keyring that asks which program may read an
 * entry knows one only. Null where there is none.
 */
function nodeProgram(): string | null {
  if (process.versions.electron === undefined) return process.execPath;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  // In a package beside the archive; in a clone the one that npm brought.
  const resources: unknown = Reflect.get(process, 'resourcesPath');
  const packaged =
    typeof resources === 'string' ? ['node', 'node/bin', 'bin'].map((one) => path.join(resources, one)) : [];
  const cloned = path.join(path.dirname(programPath()), '..', '..', 'node_modules', '.bin');
  return [...packaged, cloned].map((folder) => path.join(folder, name)).find((place) => existsSync(place)) ?? null;
}
