import type { ReactElement } from 'react';
import type { ChannelDraft } from '#shared/domain/notification.ts';
import { t } from '../../app/messages/t.ts';
import { SecretField } from '../../components/secret-field.tsx';

interface ChannelSecretProps {
  readonly draft: ChannelDraft;
  readonly kind: 'email' | 'webhook' | 'ntfy';
  readonly hasSecret: boolean;
  readonly onChange: (change: Partial<ChannelDraft>) => void;
}

/** Password, signing key or token of a channel. */
export function ChannelSecret({ draft, kind, hasSecret, onChange }: ChannelSecretProps): ReactElement {
  const hint = kind === 'email' ? t('channel.secret.hint') : t(`channel.secret.${kind}.hint`);
  return (
    <SecretField
      words={{
        label: t(`channel.secret.${kind}`),
        hint: hasSecret ? t('channel.secret.kept') : hint,
        forget: t('channel.secret.forget'),
        forgotten: t('channel.secret.forgotten'),
        keep: t('channel.secret.keep'),
      }}
      secret={draft.secret}
      known={hasSecret}
      onChange={(secret) => onChange({ secret })}
    />
  );
}
