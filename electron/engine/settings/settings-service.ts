import fs from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { type Settings, settingsSchema } from '#shared/domain/settings.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';

export interface SettingsService extends Service<'settings'> {
  /** Why the settings are not those that were saved, in a sentence; null when they are. */
  problem(): string | null;
}

interface Dependencies {
  readonly home: string;
  readonly changes: ChangeHub;
}

/**
 * Settings of a home, in its `settings.json` (0600, written by temp + rename). Each reading looks at the file, so that
 * what another process saved counts. A file that makes no sense is kept aside and defaults are used.
 */
export function createSettingsService({ home, changes }: Dependencies): SettingsService {
  const file = path.join(home, 'settings.json');
  let problem: string | null = null;
  const read = (): Settings => {
    try {
      return settingsSchema.parse(openStore(home).store);
    } catch (error) {
      problem = setAside(file, error);
      return settingsSchema.parse({});
    }
  };
  return {
    get: async () => read(),
    set: async (given) => {
      const settings = settingsSchema.parse({ ...read(), ...given });
      openStore(home).store = settings;
      changes.emit(['settings']);
      return settings;
    },
    problem: () => problem,
  };
}

const openStore = (home: string) =>
  new Conf<Record<string, unknown>>({ cwd: home, configName: 'settings', configFileMode: 0o600 });

/** Says where the file went. One that can't even be moved stays, and nothing is lost. */
function setAside(file: string, error: unknown): string {
  const aside = `${file}.unreadable-${new Date().toISOString().replaceAll(':', '-')}`;
  const reason = error instanceof SyntaxError ? 'is not valid JSON' : 'could not be understood';
  try {
    fs.renameSync(file, aside);
    return `${file} ${reason}. It was kept as ${path.basename(aside)}, and default settings are used.`;
  } catch (failure) {
    return `${file} can't be read (${failure instanceof Error ? failure.message : failure}). Default settings are used.`;
  }
}
