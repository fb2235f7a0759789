import fs from 'node:fs';
import path from 'node:path';
import { type Settings, settingsSchema } from '#shared/domain/settings.ts';
import { HoldfastError } from '#shared/errors.ts';
import { acquireOwnership, type Ownership } from '../owner.ts';
import { writeDurably } from '../repository/write-durably.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';

export interface SettingsService extends Service<'settings'> {
  /** Why the settings are not those that were saved, in a sentence; null when they are. */
  problem(): string | null;
}

interface Dependencies {
  readonly home: string;
  readonly changes: ChangeHub;
  /** False in a command, which then takes the home for the moment of writing: two writers would lose a change. */
  readonly ownsHome: boolean;
}

/**
 * Settings of a home, in its `settings.json` (0600, written whole or not at all). Each reading looks at the file, so
 * that what another process saved counts. A file that makes no sense is kept aside and defaults are used.
 */
export function createSettingsService({ home, changes, ownsHome }: Dependencies): SettingsService {
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
      const ownership = ownsHome ? null : await takeHome(home);
      try {
        const settings = settingsSchema.parse({ ...read(), ...given });
        writeDurably(file, `${JSON.stringify(settings, undefined, 2)}\n`);
        changes.emit(['settings']);
        return settings;
      } finally {
        ownership?.release();
      }
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

async function takeHome(home: string): Promise<Ownership> {
  const ownership = await acquireOwnership(home);
  if (!ownership) throw new HoldfastError('owner-unreachable', { pid: 'unknown' });
  return ownership;
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
