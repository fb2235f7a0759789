import { resolve } from 'node:path';
import type { HoldfastClient } from '#shared/contract/index.ts';
import type { RunKind } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { chooseHome } from '../engine/choose-home.ts';
import type { LastWork } from '../engine/engine.ts';
import type { Connection } from './connect.ts';
import { exitDone } from './exit-codes.ts';
import { failureDocument, toFailure } from './failure.ts';
import { hidePassword } from './hide-password.ts';
import { listenForInterrupts } from './interrupts.ts';
import { displayText } from './output/display-name.ts';
import { createOutput, type Output } from './output/output.ts';
import { type GlobalOptions, readCommandLine } from './program.ts';
import { currentFolder, rawArguments } from './raw-arguments.ts';
import type { Context, Invocation } from './verb.ts';

/** Does what the process's arguments ask for and gives the exit code. */
export async function runCommandLine(): Promise<number> {
  const words = rawArguments();
  hidePassword(words);
  const json = asksForJson(words);
  const out = createOutput(process.stdout, process.stderr, !json);
  const exit = await perform(words, out).catch((error: unknown) => showFailure(error, out, json));
  await out.flush();
  return exit;
}

async function perform(words: readonly string[], out: Output): Promise<number> {
  const reading = readCommandLine(words);
  switch (reading.kind) {
    case 'text':
      await out.print(reading.text.trimEnd());
      return exitDone;
    case 'wrong':
      throw new HoldfastError('invalid-input', { reason: reading.reason });
    case 'work':
      return work(reading.invocation, reading.options, out);
  }
}

async function work(invocation: Invocation, options: GlobalOptions, out: Output): Promise<number> {
  const home = chooseHome(options.home);
  const link = createLink(home, out);
  const context: Context = {
    home,
    json: options.json ?? false,
    out,
    interrupts: listenForInterrupts(),
    client: link.client,
    resolve: (path) => resolve(currentFolder(), path),
  };
  try {
    return await invocation(context);
  } finally {
    await link.close();
  }
}

/** Connects at the first use: help and usage errors need no engine, and importing one takes its time. */
function createLink(home: string, out: Output) {
  let connection: Promise<Connection> | undefined;
  return {
    client: async (expected?: RunKind): Promise<HoldfastClient> => {
      connection ??= import('./connect.ts').then(({ connect }) => connect(home, expected));
      return (await connection).client;
    },
    close: async () => {
      // A connection that failed was reported by whoever wanted to use it.
      const opened = await connection?.catch(() => undefined);
      await opened?.close((work) => out.note(workWords(work)));
    },
  };
}

function workWords(work: LastWork): string {
  switch (work.kind) {
    case 'deletion':
      return 'Removing what an earlier deletion left. Ctrl-C leaves it for later.';
    case 'prune':
      return 'Deleting the snapshots that are no longer kept. Ctrl-C leaves it for later.';
    case 'test-restore':
      return 'Testing the new dumps by restoring them. Ctrl-C leaves it for later.';
    case 'notifying':
      return 'Telling what happened. Ctrl-C leaves it for later.';
    case 'failed':
      return `warning: ${displayText(work.message)}`;
  }
}

async function showFailure(error: unknown, out: Output, json: boolean): Promise<number> {
  const failure = await toFailure(error);
  // Usage errors may bring a help of several lines along.
  for (const line of failure.message.trimEnd().split('\n')) out.note(displayText(line));
  if (json) await out.json(failureDocument(failure));
  if (process.env.HOLDFAST_DEBUG !== undefined) console.error(error);
  return failure.exit;
}

/** Known before the command line is understood, so that misunderstandings are told in the wanted form too. */
function asksForJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end === -1 ? undefined : end).includes('--json');
}
