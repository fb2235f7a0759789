import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ChannelDraft, Target } from '#shared/domain/notification.ts';
import { t } from '../../app/messages/t.ts';
import { CommaField } from '../../components/comma-field.tsx';
import layout from '../../components/fields.module.css';
import { ChannelSecret } from './channel-secret.tsx';

type EmailTarget = Extract<Target, { kind: 'email' }>;

interface EmailFieldsProps {
  readonly draft: ChannelDraft;
  readonly target: EmailTarget;
  readonly hasSecret: boolean;
  readonly onChange: (change: Partial<ChannelDraft>) => void;
}

const ways = ['starttls', 'tls', 'none'] as const;
/** As servers usually listen. */
const ports = { starttls: 587, tls: 465, none: 25 } as const;

/** The mail server, the login there, and who writes to whom. */
export function EmailFields({ draft, target, hasSecret, onChange }: EmailFieldsProps): ReactElement {
  const set = (change: Partial<EmailTarget>) => onChange({ target: { ...target, ...change } });
  const text = (field: 'host' | 'user' | 'from') => (
    <TextInput
      className={layout.field}
      label={t(`channel.${field}`)}
      description={t(`channel.${field}.hint`)}
      value={target[field]}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <div className={layout.fields}>
      <div className={layout.pair}>
        {text('host')}
        <Select
          w={168}
          label={t('channel.security')}
          description={t('channel.security.hint')}
          allowDeselect={false}
          data={ways.map((way) => ({ value: way, label: t(`channel.security.${way}`) }))}
          value={target.security}
          onChange={(value) => {
            const way = ways.find((one) => one === value);
            const usual = target.port === ports[target.security];
            if (way !== undefined) set({ security: way, ...(usual && { port: ports[way] }) });
          }}
        />
        <NumberInput
          w={120}
          label={t('channel.port')}
          description={t('channel.port.hint')}
          min={1}
          max={65_535}
          hideControls
          value={target.port}
          onChange={(value) => typeof value === 'number' && value >= 1 && set({ port: value })}
        />
      </div>
      <div className={layout.pair}>
        {text('user')}
        <ChannelSecret draft={draft} kind="email" hasSecret={hasSecret} onChange={onChange} />
      </div>
      <div className={layout.pair}>
        {text('from')}
        <div className={layout.field}>
          <CommaField
            label={t('channel.to')}
            hint={t('channel.to.hint')}
            names={target.to}
            onChange={(to) => set({ to: [...to] })}
          />
        </div>
      </div>
    </div>
  );
}
