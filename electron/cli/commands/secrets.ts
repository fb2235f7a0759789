import { type KeyPlace, keyPlaces, type SecretsStatus } from '#shared/domain/secrets.ts';
import { HoldfastError } from '#shared/errors.ts';
import { keyringWords } from '#shared/keyring-words.ts';
import { describeSecrets } from '../../engine/secrets/describe-secrets.ts';
import { exitDone } from '../exit-codes.ts';
import { fields } from '../output/table.ts';
import type { Context, Verb } from '../verb.ts';

/** As for any error about secrets. */
const exitUnreadable = 12;

export const secretsStatus: Verb = {
  name: 'secrets status',
  summary: 'Show where the key to the passwords lies, and whether they can be read now',
  examples: ['holdfast secrets status', 'holdfast secrets status --json'],
  define: (command, act) => {
    command
      .addHelpText('after', '\nEnds with 12 when passwords are kept and can’t be read by whoever runs this.')
      .action(() => act(async (context) => tell(context, await (await context.client()).secrets.status())));
  },
};

export const secretsMove: Verb = {
  name: 'secrets move',
  summary: 'Move the key to the passwords to the system’s keyring, or to a file; the passwords stay',
  examples: ['holdfast secrets move keyring', 'holdfast secrets move file'],
  define: (command, act) => {
    command
      .argument('<PLACE>', 'keyring (open while you are logged in at a desktop) or file (0600, always open to you)')
      .action((place: string) =>
        act(async (context) => {
          const to = readPlace(place);
          return tell(context, await (await context.client()).secrets.move({ to }));
        }),
      );
  },
};

export const secretsForget: Verb = {
  name: 'secrets forget',
  summary:
    'Set all passwords aside whose key is gone for good; without --confirm it only says which phrase confirms it',
  examples: ["holdfast secrets forget --confirm 'PHRASE'"],
  define: (command, act) => {
    command
      .option('--confirm <PHRASE>', 'the phrase that this asks for')
      .action(({ confirm }: { confirm?: string }) =>
        act(async (context) => tell(context, await (await context.client()).secrets.forget({ confirm }))),
      );
  },
};

function readPlace(text: string): KeyPlace {
  const place = keyPlaces.find((one) => one === text);
  if (place) return place;
  throw new HoldfastError('invalid-input', { reason: `The key lies in the keyring or in a file, not in “${text}”.` });
}

async function tell({ json, out }: Context, status: SecretsStatus): Promise<number> {
  if (json) await out.json(status);
  else await out.print(...describe(status));
  return status.readable ? exitDone : exitUnreadable;
}

function describe(status: SecretsStatus): readonly string[] {
  const { message, next } = describeSecrets(status);
  return [
    message,
    ...(next === null ? [] : [next]),
    '',
    ...fields([
      ['Key', status.place === null ? 'none yet' : status.place === 'file' ? status.file : 'the system’s keyring'],
      ['Passwords kept', String(status.kept)],
      ['Keyring', keyringText(status)],
    ]),
  ];
}

function keyringText({ keyring, detail }: SecretsStatus): string {
  const text = keyring === 'ready' ? 'can be used' : `can’t be used: ${keyringWords.en[keyring].why}`;
  return detail === null ? text : `${text} (${detail})`;
}
