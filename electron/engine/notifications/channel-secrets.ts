import type { SecretStore } from '../secrets/secret-store.ts';
import type { ChannelSecrets } from './send/send-message.ts';

const nameOf = (id: string, what: keyof ChannelSecrets): string => `notification/${id}/${what}`;

/** What is secret of a channel; empty where nothing is kept. Rejects as `SecretStore.get` does. */
export const readChannelSecrets = async (secrets: SecretStore, id: string): Promise<ChannelSecrets> => ({
  url: (await secrets.get(nameOf(id, 'url'))) ?? '',
  secret: (await secrets.get(nameOf(id, 'secret'))) ?? '',
});

interface Given {
  readonly url?: string | undefined;
  /** Null: it is forgotten. */
  readonly secret?: string | null | undefined;
}

/** Keeps what is given; the rest stays as it is. */
export async function keepChannelSecrets(secrets: SecretStore, id: string, { url, secret }: Given): Promise<void> {
  if (url !== undefined) await secrets.set(nameOf(id, 'url'), url);
  if (secret === null) secrets.remove(nameOf(id, 'secret'));
  else if (secret !== undefined) await secrets.set(nameOf(id, 'secret'), secret);
}

export const forgetChannelSecrets = (secrets: SecretStore, id: string): void =>
  secrets.remove(nameOf(id, 'url'), nameOf(id, 'secret'));
