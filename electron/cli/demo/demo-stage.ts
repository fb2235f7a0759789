import { HoldfastError } from '#shared/errors.ts';
import { exitDone, exitWarnings } from '../exit-codes.ts';
import { CommandFailure, type Failure } from '../failure.ts';
import { displayText, shellWord } from '../output/display-name.ts';
import type { Output } from '../output/output.ts';
import type { Context } from '../verb.ts';

/** Where a demonstration is shown: step by step, each with what came of it. */
export interface DemoStage {
  /** Something that was done without a command. */
  tell(title: string): Promise<void>;
  /** Types a command: shows it, does it, and shows what it says. Throws what it fails with. */
  type(title: string, words: readonly string[]): Promise<void>;
  /** How many steps there have been. */
  steps(): number;
}

/** `context` is that of the commands: with the home of the demonstration. */
export function createDemoStage(context: Context): DemoStage {
  const { out, json, interrupts } = context;
  let number = 0;
  const begin = async (title: string): Promise<void> => {
    if (interrupts.signal.aborted)
      throw new HoldfastError('cancelled', { rest: 'Nothing of the demonstration was left.' });
    number += 1;
    if (!json) await out.print('', `${String(number).padStart(2)}  ${displayText(title)}`);
  };
  return {
    steps: () => number,
    tell: async (title) => {
      await begin(title);
      if (json) await out.json({ type: 'step', number, title, command: null, output: [] });
    },
    type: async (title, words) => {
      await begin(title);
      const command = ['holdfast', ...words].map(shellWord).join(' ');
      if (!json) await out.print(`    $ ${command}`);
      const collected = collect(out);
      const exit = await perform(words, { ...context, out: json ? collected.out : indented(out) });
      if (json) await out.json({ type: 'step', number, title, command, output: collected.documents() });
      if (exit !== exitDone && exit !== exitWarnings) throw new CommandFailure(failureOf(exit, command));
    },
  };
}

/** A command that says by its exit code alone that it failed. */
const failureOf = (exit: number, command: string): Failure => ({
  ...{ code: 'internal', exit, details: {} },
  message: `“${command}” ended with ${exit}.`,
});

/** Just as if it had been typed. */
async function perform(words: readonly string[], context: Context): Promise<number> {
  // Loaded only now: the list of all verbs holds the one that shows them.
  const { readCommandLine } = await import('../program.ts');
  const reading = readCommandLine(words);
  if (reading.kind !== 'work') throw new HoldfastError('internal', { reason: `“${words.join(' ')}” is no command` });
  return reading.invocation(context);
}

const indented = (out: Output): Output => ({
  ...out,
  print: (...lines) => out.print(...lines.flatMap((line) => line.split('\n')).map((line) => `      ${line}`)),
  note: (line) => out.note(`      ${line}`),
});

/** Takes in what a command says in JSON. */
function collect(out: Output): { readonly out: Output; documents(): unknown[] } {
  const documents: unknown[] = [];
  let text = '';
  return {
    out: {
      ...out,
      json: async (value) => void documents.push(value),
      print: async (...lines) => {
        text += lines.join('\n');
      },
      note: () => undefined,
      progress: () => undefined,
    },
    // Long lists come as the text of one document.
    documents: () => (text === '' ? documents : [...documents, JSON.parse(text)]),
  };
}
