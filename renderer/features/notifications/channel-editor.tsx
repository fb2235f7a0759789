import { Button, Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { type Channel, type ChannelDraft, notificationKinds, postsTo } from '#shared/domain/notification.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import layout from '../../components/fields.module.css';
import { Folded } from '../../components/folded.tsx';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { concernOf } from './channel-fields.ts';
import { DesktopPermission } from './desktop-permission.tsx';
import { EmailFields } from './email-fields.tsx';
import styles from './notifications.module.css';
import { TestChannel } from './test-channel.tsx';
import { WebFields } from './web-fields.tsx';

interface ChannelEditorProps {
  readonly draft: ChannelDraft;
  /** As it is kept; undefined for a new one. */
  readonly kept: Channel | undefined;
  readonly onChange: (draft: ChannelDraft) => void;
  readonly onDiscard: () => void;
  /** Why it could not be kept. */
  readonly error: unknown;
}

/** How a channel reaches people, whether that works, and what it tells of. */
export function ChannelEditor({ draft, kept, onChange, onDiscard, error }: ChannelEditorProps): ReactElement {
  const { target } = draft;
  const set = (change: Partial<ChannelDraft>) => onChange({ ...draft, ...change });
  const concern = concernOf(draft, kept?.address ?? '');
  return (
    <>
      <TextInput
        className={layout.field}
        label={t('channel.name')}
        maxLength={100}
        value={draft.name}
        autoComplete="off"
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {target.kind === 'desktop' && <DesktopPermission />}
      {target.kind === 'email' && (
        <EmailFields draft={draft} target={target} hasSecret={kept?.hasSecret ?? false} onChange={set} />
      )}
      {postsTo(target.kind) && <WebFields draft={draft} kept={kept} onChange={set} />}
      {concern !== null && <Note tone="warn">{concern}</Note>}
      <Told draft={draft} onChange={set} />
      {target.kind !== 'desktop' && (
        <Folded title={t('channel.more')} open={target.caFile !== ''}>
          <TextInput
            className={layout.field}
            label={t('channel.ca')}
            description={t('channel.ca.hint')}
            value={target.caFile}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ target: { ...target, caFile: event.currentTarget.value } })}
          />
        </Folded>
      )}
      <TestChannel draft={draft} />
      {error !== null && <Problem error={error} />}
      <div>
        <Button variant="subtle" px={0} onClick={onDiscard}>
          {t('channel.discard')}
        </Button>
      </div>
    </>
  );
}

interface ToldProps {
  readonly draft: ChannelDraft;
  readonly onChange: (change: Partial<ChannelDraft>) => void;
}

/** What it tells of, of which plans, and whether at all. */
function Told({ draft, onChange }: ToldProps): ReactElement {
  const { data: plans = [] } = useQuery(api.plans.list.queryOptions());
  return (
    <div className={styles.told}>
      {draft.target.kind !== 'healthchecks' && (
        <Checkbox.Group
          label={t('channel.events')}
          value={[...draft.events]}
          onChange={(chosen) => onChange({ events: notificationKinds.filter((kind) => chosen.includes(kind)) })}
        >
          <div className={styles.choices}>
            {notificationKinds.map((kind) => (
              <Checkbox key={kind} value={kind} label={t(`told.${kind}`)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <MultiSelect
        className={layout.field}
        label={t('channel.plans')}
        placeholder={draft.plans === null ? t('channel.plans.all') : undefined}
        data={plans.map(({ plan }) => ({ value: plan.id, label: plan.name }))}
        value={draft.plans ?? []}
        onChange={(chosen) => onChange({ plans: chosen.length === 0 ? null : chosen })}
      />
      <Checkbox
        label={t('channel.enabled')}
        checked={draft.enabled}
        onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
      />
    </div>
  );
}
