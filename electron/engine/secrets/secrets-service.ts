import fs from 'node:fs';
import { forgetPhrase, type KeyPlace, type SecretsStatus } from '#shared/domain/secrets.ts';
import { HoldfastError } from '#shared/errors.ts';
import { auditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Clock } from '../ports.ts';
import { syncFolder } from '../repository/write-durably.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { keyFilePath } from './key-file.ts';
import { moveKey, movingAlone } from './move-key.ts';
import { readSecretsStatus } from './read-status.ts';
import { alone, secretsPath } from './secrets-file.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: Pick<CatalogueClient, 'write'>;
  readonly changes: Pick<ChangeHub, 'emit'>;
  readonly clock: Clock;
}

/** Where the key to a home's passwords lies. */
export function createSecretsService({ home, catalogue, changes, clock }: Dependencies): Service<'secrets'> {
  const told = async (change: {
    readonly from: KeyPlace | null;
    readonly to: KeyPlace | 'forgotten';
  }): Promise<void> => {
    const changed = { key: { from: change.from ?? 'none', to: change.to } };
    const entry = { action: 'settings-change', subject: 'secrets', details: { changes: changed } } as const;
    await catalogue.write.audit.record(auditEntry(clock.now(), entry));
    changes.emit(['settings']);
  };
  return {
    status: () => readSecretsStatus(home),
    move: async ({ to }) => {
      const { place: from } = await readSecretsStatus(home);
      await moveKey(home, to);
      const status = await readSecretsStatus(home);
      if (status.place !== null && from !== status.place) await told({ from, to: status.place });
      return status;
    },
    forget: async ({ confirm }) => {
      const before = await readSecretsStatus(home);
      requireConfirmed(before, confirm);
      await movingAlone(home, async () => alone(home, () => setAside(home, clock.now())));
      await told({ from: before.place, to: 'forgotten' });
      return readSecretsStatus(home);
    },
  };
}

function requireConfirmed({ kept }: SecretsStatus, confirm: string | undefined): void {
  if (confirm === forgetPhrase) return;
  const consequence = `${kept} ${kept === 1 ? 'password is' : 'passwords are'} set aside and no longer used. Each is to be given again.`;
  throw new HoldfastError('confirmation-needed', { phrase: forgetPhrase, consequence });
}

/** Nothing is destroyed: whoever finds the key again may put both back. The entry of a keyring stays as well. */
function setAside(home: string, now: number): void {
  const suffix = `forgotten-${new Date(now).toISOString().replaceAll(':', '-')}`;
  for (const file of [secretsPath(home), keyFilePath(home)]) {
    if (fs.existsSync(file)) fs.renameSync(file, `${file}.${suffix}`);
  }
  syncFolder(home);
}
