import fs from 'node:fs';
import path from 'node:path';
import type { AuditDetails } from '#shared/domain/audit.ts';
import { type Settings, settingsSchema } from '#shared/domain/settings.ts';
import { HoldfastError } from '#shared/errors.ts';
import { changesBetween } from '../audit/changes-between.ts';
import { auditEntry, type NewAuditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import { acquireOwnership, type Ownership } from '../owner.ts';
import type { Clock } from '../ports.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';

export interface SettingsService extends Service<'settings'> {
  /** Why the settings are not those that were saved, in a sentence; null when they are. */
  problem(): string | null;
}

interface Dependencies {
  readonly home: string;
  readonly catalogue: Pick<CatalogueClient, 'write'>;
  readonly changes: ChangeHub;
  readonly clock: Clock;
  /** False in a command, which then takes the home for the moment of writing: two writers would lose a change. */
  readonly ownsHome: boolean;
}

/**
 * Settings of a home, in its `settings.json` (0600, written whole or not at all). Each reading looks at the file, so
 * that what another process saved counts. A file that makes no sense is kept aside and defaults are used.
 */
export function createSettingsService({ home, catalogue, changes, clock, ownsHome }: Dependencies): SettingsService {
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
        const before = read();
        const settings = settingsSchema.parse({ ...before, ...given });
        const changed = changesBetween(before, settings, (name) => told.has(name));
        if (changed === undefined) return settings;
        const text = `${JSON.stringify(settings, undefined, 2)}\n`;
        await catalogue.write.audit.writeFile(entryOf(changed, clock.now()), file, text);
        changes.emit(['settings']);
        return settings;
      } finally {
        ownership?.release();
      }
    },
    problem: () => problem,
  };
}

/** The settings as they are, for whoever has no engine at hand; the usual ones where they can't be read. */
export function readSettings(home: string): Settings {
  try {
    return settingsSchema.parse(readStore(path.join(home, 'settings.json')));
  } catch {
    return settingsSchema.parse({});
  }
}

/** Settings whose values the audit trail may tell. Of any other it tells the name alone. */
const told: ReadonlySet<string> = new Set<keyof Settings>(['theme', 'language', 'keepFreeBytes', 'keepInTray']);

const entryOf = (changes: NonNullable<AuditDetails['changes']>, now: number): NewAuditEntry =>
  auditEntry(now, { action: 'settings-change', subject: Object.keys(changes).join(', '), details: { changes } });

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
