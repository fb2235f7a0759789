import fs from 'node:fs';
import path from 'node:path';
import type { LoginItem } from '../../ports.ts';
import { configFolder } from '../config-folder.ts';
import { isThere } from '../holdfast-program.ts';
import { nameOfHome } from '../name-of-home.ts';
import { putFile, readText } from '../put-file.ts';
import { changeEntry, parseExec, quoteExec, readEntry } from './desktop-entry.ts';

interface AutostartOptions {
  readonly home: string;
  readonly starts: 'window' | 'host';
  /** What logging in is to run. */
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Start at login on desktops of freedesktop.org: an entry in the user's autostart folder (Desktop Application Autostart
 * Specification). Desktops and their settings switch such an entry off by `Hidden` or `X-GNOME-Autostart-enabled`, or
 * take it away: each of these is off here too. What somebody else added to it (a delay, conditions) stays.
 */
export function createAutostartFile({ home, starts, command, env }: AutostartOptions): LoginItem {
  const file = path.join(configFolder(env), 'autostart', `${nameOfHome(home)}.desktop`);
  return {
    read: async () => {
      const entry = readEntry(readText(file) ?? '');
      const on = isOn(entry);
      return { starts, file, on, programGone: on && !isThere(programOf(parseExec(entry.Exec ?? ''))) };
    },
    set: async (on) => {
      if (on) putFile(file, changeEntry(readText(file) ?? '', entryFor(command)));
      else fs.rmSync(file, { force: true });
    },
  };
}

const isOn = (entry: Readonly<Record<string, string>>): boolean =>
  entry.Exec !== undefined && entry.Hidden !== 'true' && entry['X-GNOME-Autostart-enabled'] !== 'false';

const entryFor = (command: readonly string[]) => ({
  Type: 'Application',
  Name: 'Holdfast',
  Comment: 'Backs up as planned',
  Icon: 'holdfast',
  Exec: quoteExec(command),
  Terminal: 'false',
  NoDisplay: 'true',
  'X-GNOME-Autostart-enabled': 'true',
  Hidden: null,
});

/** Without `env NAME=VALUE…` in front of it. */
function programOf(words: readonly string[]): readonly string[] {
  if (path.basename(words[0] ?? '') !== 'env') return words;
  return words.slice(words.findIndex((word, at) => at > 0 && !word.includes('=')));
}
