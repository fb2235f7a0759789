import { Button, Menu } from '@mantine/core';
import {
  IconActivityHeartbeat,
  IconBell,
  IconBrandSlack,
  IconDeviceDesktop,
  IconMail,
  IconPlus,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { type Channel, type ChannelDraft, type ChannelKind, channelKinds } from '#shared/domain/notification.ts';
import { t } from '../../app/messages/t.ts';
import { ListItem } from '../../components/list-field/list-item.tsx';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { ChannelEditor } from './channel-editor.tsx';
import { describeChannel, draftOf, newChannel } from './channel-fields.ts';
import styles from './notifications.module.css';
import { useKeepChannel } from './use-keep-channel.ts';

const icons: Readonly<Record<ChannelKind, TablerIcon>> = {
  desktop: IconDeviceDesktop,
  email: IconMail,
  webhook: IconWebhook,
  ntfy: IconBell,
  slack: IconBrandSlack,
  healthchecks: IconActivityHeartbeat,
};

/** The channels, each on a line that opens to be changed; what was changed is kept when it is closed. */
export function ChannelsSection({ channels }: { readonly channels: readonly Channel[] }): ReactElement {
  const [draft, setDraft] = useState<ChannelDraft | null>(null);
  const [removing, setRemoving] = useState<Channel | null>(null);
  const { keep, error, forget, remove } = useKeepChannel();
  const open = (next: ChannelDraft | null): void => {
    forget();
    setRemoving(null);
    setDraft(next);
  };
  const editor = (kept: Channel | undefined) =>
    draft && <ChannelEditor draft={draft} kept={kept} onChange={setDraft} onDiscard={() => open(null)} error={error} />;
  const close = () => draft && keep(draft, () => open(null));
  const isNew = draft !== null && draft.id === undefined;
  return (
    <Section
      title={t('channel.title')}
      hint={t('channel.hint')}
      actions={<AddChannel channels={channels} onAdd={open} />}
    >
      <ul aria-label={t('channel.list')}>
        {channels.map((channel) => (
          <ListItem
            key={channel.id}
            kind="channel"
            icon={icons[channel.target.kind]}
            words={{ name: channel.name, words: describeChannel(channel) }}
            open={draft?.id === channel.id}
            onOpen={(opened) => (opened ? open(draftOf(channel)) : close())}
            onRemove={() => setRemoving(channel)}
          >
            {draft?.id === channel.id && editor(channel)}
          </ListItem>
        ))}
        {isNew && (
          <ListItem
            kind="channel"
            icon={icons[draft.target.kind]}
            words={{ name: draft.name, words: t(`channel.kind.${draft.target.kind}`) }}
            open
            onOpen={close}
            onRemove={() => open(null)}
          >
            {editor(undefined)}
          </ListItem>
        )}
      </ul>
      {removing && (
        <Note tone="warn">
          <div className={styles.ask}>
            {t('channel.removing', { name: removing.name })}
            <span>
              <Button
                variant="default"
                mr={8}
                onClick={() => remove.mutate({ channel: removing.id }, { onSuccess: () => open(null) })}
              >
                {t('channel.remove.yes')}
              </Button>
              <Button variant="default" onClick={() => setRemoving(null)}>
                {t('channel.remove.no')}
              </Button>
            </span>
          </div>
        </Note>
      )}
      {remove.error !== null && <Problem error={remove.error} />}
    </Section>
  );
}

interface AddChannelProps {
  readonly channels: readonly Channel[];
  readonly onAdd: (draft: ChannelDraft) => void;
}

function AddChannel({ channels, onAdd }: AddChannelProps): ReactElement {
  const kinds = channelKinds.filter(
    (kind) => kind !== 'desktop' || !channels.some(({ target }) => target.kind === kind),
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} aria-hidden />}>{t('channel.add')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(newChannel(kind, channels))}>
            {t(`channel.kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
