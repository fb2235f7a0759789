import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Channel, ChannelDraft } from '#shared/domain/notification.ts';
import { t } from '../../app/messages/t.ts';
import layout from '../../components/fields.module.css';
import { ChannelSecret } from './channel-secret.tsx';

interface WebFieldsProps {
  readonly draft: ChannelDraft;
  readonly kept: Channel | undefined;
  readonly onChange: (change: Partial<ChannelDraft>) => void;
}

/** Where messages are posted to: an address that lets anybody post is as secret as a password. */
export function WebFields({ draft, kept, onChange }: WebFieldsProps): ReactElement | null {
  const { kind } = draft.target;
  if (kind === 'desktop' || kind === 'email') return null;
  return (
    <div className={layout.fields}>
      <TextInput
        label={t('channel.url')}
        description={kept === undefined ? t(`channel.url.${kind}`) : t('channel.url.kept', { address: kept.address })}
        placeholder="https://"
        value={draft.url ?? ''}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget: { value } }) => onChange({ url: value === '' ? undefined : value.trim() })}
      />
      {(kind === 'webhook' || kind === 'ntfy') && (
        <ChannelSecret draft={draft} kind={kind} hasSecret={kept?.hasSecret ?? false} onChange={onChange} />
      )}
    </div>
  );
}
