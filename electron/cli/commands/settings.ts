import { languageChoiceSchema } from '#shared/domain/language.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { HoldfastError } from '#shared/errors.ts';
import { formatSize } from '../output/format.ts';
import { fields } from '../output/table.ts';
import { parseSize } from '../parse-size.ts';
import type { Context, Verb } from '../verb.ts';

/** Each setting with what it means, how its value is read and how it is shown. */
const known: { readonly [Name in keyof Settings]: Setting<Settings[Name]> } = {
  theme: { meaning: 'colours of the window: system, light or dark', read: readTheme, show: (theme) => theme },
  language: {
    meaning: 'language of the window and of messages: system, en or de',
    read: readLanguage,
    show: (language) => language,
  },
  keepFreeBytes: {
    meaning: 'a run stops before the drive of the repository has less free',
    read: parseSize,
    show: (bytes) => `${bytes} (${formatSize(bytes)})`,
  },
  newVersionFeed: {
    meaning:
      'https address that tells of the newest version; it is asked once a day, and told nothing. off: nobody is asked',
    read: (text) => (text === 'off' ? null : text),
    show: (feed) => feed ?? 'off',
  },
  keepInTray: {
    meaning: 'closing the desktop window leaves Holdfast in the tray, where there is one: yes or no',
    read: readYes,
    show: (yes) => (yes ? 'yes' : 'no'),
  },
};

/** What `settings get` and `set` know by name. */
export const settingNames: readonly string[] = Object.keys(known);

interface Setting<Value> {
  readonly meaning: string;
  readonly read: (text: string) => Value;
  readonly show: (value: Value) => string;
}

const settingsHelp = Object.entries(known).map(([name, { meaning }]) => `  ${name}: ${meaning}`);

export const settingsGet: Verb = {
  name: 'settings get',
  summary: 'Show all settings, or one',
  examples: ['holdfast settings get', 'holdfast settings get keepFreeBytes'],
  define: (command, act) => {
    command
      .argument('[NAME]', 'the setting')
      .addHelpText('after', ['\nSettings:', ...settingsHelp].join('\n'))
      .action((name?: string) => act((context) => getSettings(context, name)));
  },
};

export const settingsSet: Verb = {
  name: 'settings set',
  summary: 'Change a setting',
  examples: [
    'holdfast settings set keepFreeBytes 2G',
    'holdfast settings set theme dark',
    'holdfast settings set language de',
  ],
  define: (command, act) => {
    command
      .argument('<NAME>', 'the setting')
      .argument('<VALUE>', 'its new value; sizes as 500M or 2G')
      .addHelpText('after', ['\nSettings:', ...settingsHelp].join('\n'))
      .action((name: string, value: string) => act((context) => setSetting(context, name, value)));
  },
};

async function getSettings({ client, json, out }: Context, given: string | undefined): Promise<number> {
  const name = given === undefined ? undefined : settingName(given);
  const settings = await (await client()).settings.get();
  if (json) await out.json(name === undefined ? settings : { [name]: settings[name] });
  else if (name === undefined) await out.print(...describe(settings));
  else await out.print(String(settings[name] ?? 'off'));
  return 0;
}

async function setSetting({ client, json, out }: Context, given: string, value: string): Promise<number> {
  const change = { [settingName(given)]: known[settingName(given)].read(value) };
  const settings = await (await client()).settings.set(change);
  if (json) await out.json(settings);
  else await out.print(...describe(settings));
  return 0;
}

const describe = (settings: Settings): readonly string[] =>
  fields([
    ['theme', known.theme.show(settings.theme)],
    ['language', known.language.show(settings.language)],
    ['keepFreeBytes', known.keepFreeBytes.show(settings.keepFreeBytes)],
    ['newVersionFeed', known.newVersionFeed.show(settings.newVersionFeed)],
    ['keepInTray', known.keepInTray.show(settings.keepInTray)],
  ]);

function settingName(text: string): keyof Settings {
  const isName = (name: string): name is keyof Settings => Object.hasOwn(known, name);
  if (isName(text)) return text;
  throw new HoldfastError('invalid-input', {
    reason: `There is no setting “${text}”. There are: ${Object.keys(known).join(', ')}.`,
  });
}

function readTheme(text: string): Settings['theme'] {
  if (text === 'system' || text === 'light' || text === 'dark') return text;
  throw new HoldfastError('invalid-input', { reason: `theme is system, light or dark, not “${text}”.` });
}

function readLanguage(text: string): Settings['language'] {
  const { success, data } = languageChoiceSchema.safeParse(text);
  if (success) return data;
  const choices = languageChoiceSchema.options.join(', ');
  throw new HoldfastError('invalid-input', { reason: `language is one of ${choices}, not “${text}”.` });
}

function readYes(text: string): boolean {
  if (text === 'yes' || text === 'true') return true;
  if (text === 'no' || text === 'false') return false;
  throw new HoldfastError('invalid-input', { reason: `keepInTray is yes or no, not “${text}”.` });
}
