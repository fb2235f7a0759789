import { HoldfastError } from '#shared/errors.ts';

/** Whether somebody sits there who can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY === true;

const [enter, newline, interrupt, endOfInput] = ['\r', '\n', '\x03', '\x04'];
const [backspace, erase, clear] = ['\x7f', '\b', '\x15'];

/**
 * Asks on the terminal, without showing what is typed. Throws `cancelled` at Ctrl-C, and `invalid-input` where there is no
 * terminal or nothing was typed; `instead` is the option to be given then.
 */
export async function askPassword(question: string, instead = '“--database-password-file FILE”'): Promise<string> {
  if (!canAsk()) {
    const reason = `There is no terminal to ask on. Give it with ${instead}.`;
    throw new HoldfastError('invalid-input', { reason });
  }
  const { stdin, stderr } = process;
  stderr.write(`${question}: `);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  try {
    const typed = await readTyped(stdin);
    if (typed === '') throw new HoldfastError('invalid-input', { reason: 'No password was typed.' });
    return typed;
  } finally {
    stdin.setRawMode(false).pause();
    stderr.write('\n');
  }
}

function readTyped(stdin: NodeJS.ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = '';
    const take = (chunk: string) => {
      const line = takeKeys(typed, chunk);
      typed = line.typed;
      if (line.end === undefined) return;
      stdin.off('data', take);
      if (line.end === interrupt) reject(new HoldfastError('cancelled', { rest: 'Nothing was changed.' }));
      else resolve(typed);
    };
    stdin.on('data', take);
  });
}

const ends: readonly string[] = [enter, newline, endOfInput, interrupt];

/** What is typed after some more keys, and which of them ended the line; what follows that key is dropped. */
function takeKeys(before: string, keys: string): { readonly typed: string; readonly end?: string } {
  let typed = before;
  for (const key of keys) {
    if (ends.includes(key)) return { typed, end: key };
    if (key === clear) typed = '';
    else typed = key === backspace || key === erase ? [...typed].slice(0, -1).join('') : typed + key;
  }
  return { typed };
}
