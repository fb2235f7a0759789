import fs from 'node:fs';
import path from 'node:path';
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
      return settingsSchema.parse(readStore(file));
    } catch (error) {
      problem = setAside(file, error);
      return settingsSchema.parse({});
    }
  };
  return {
    get: async () => read(),
    set: async (given) => {
      const settings = settingsSchema.parse({ ...read(), ...given });
      writeStore(file, settings);
      changes.emit(['settings']);
      return settings;
    },
    problem: () => problem,
  };
}

/** What was saved; nothing where nothing was yet. */
function readStore(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/**
 * A reader finds the old settings or the new ones, also after a power cut. (By hand, since the library for it loads a
 * listener that sends each signal to the process once more, which turns one Ctrl-C into two.)
 */
function writeStore(file: string, settings: Settings): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600, flush: true });
  fs.renameSync(temporary, file);
}

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
