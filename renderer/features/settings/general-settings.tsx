import { NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { languageChoiceSchema } from '#shared/domain/language.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { isFeedAddress } from '#shared/feed-address.ts';
import { api } from '../../api/queries.ts';
import { groupMark } from '../../app/format/format-number.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './general-settings.module.css';

/** What is set here holds at once: there is nothing to save. */
export function GeneralSettings(): ReactElement {
  const queryClient = useQueryClient();
  const { data: settings, error } = useQuery(api.settings.get.queryOptions());
  const set = useMutation(
    api.settings.set.mutationOptions({
      // All but the language, with which the page loads again: not before it is saved.
      onMutate: (change) =>
        queryClient.setQueryData(
          api.settings.get.queryKey(),
          (before) => before && { ...before, ...change, language: before.language },
        ),
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.settings.key() }),
    }),
  );
  return (
    <Section title={t('settings.general')}>
      {(error ?? set.error) !== null && <Problem error={error ?? set.error} />}
      {settings === undefined ? (
        <WaitingRows count={2} height={48} />
      ) : (
        <div className={styles.settings}>
          <div className={styles.setting}>
            <span id="theme-label">{t('settings.theme')}</span>
            <SegmentedControl
              aria-labelledby="theme-label"
              value={settings.theme}
              onChange={(theme) => set.mutate({ theme })}
              data={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`settings.theme.${value}`),
              }))}
            />
          </div>
          <div className={styles.setting}>
            <span id="language-label">{t('settings.language')}</span>
            <SegmentedControl
              aria-labelledby="language-label"
              value={settings.language}
              onChange={(language) => set.mutate({ language })}
              data={languageChoiceSchema.options.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
            />
          </div>
          <KeepFree settings={settings} onChange={(keepFreeBytes) => set.mutate({ keepFreeBytes })} />
          <Switch
            label={t('settings.keep-in-tray')}
            description={t('settings.keep-in-tray.hint')}
            checked={settings.keepInTray}
            onChange={({ currentTarget: { checked } }) => set.mutate({ keepInTray: checked })}
          />
          <NewVersions settings={settings} onChange={(newVersionFeed) => set.mutate({ newVersionFeed })} />
        </div>
      )}
    </Section>
  );
}

const megabyte = 1_000_000;

interface KeepFreeProps {
  readonly settings: Settings;
  readonly onChange: (bytes: number) => void;
}

function KeepFree({ settings, onChange }: KeepFreeProps): ReactElement {
  const [megabytes, setMegabytes] = useState(Math.round(settings.keepFreeBytes / megabyte));
  const save = useDebouncedCallback((value: number) => onChange(Math.round(value * megabyte)), 400);
  return (
    <NumberInput
      className={styles.number}
      label={t('settings.keep-free')}
      description={t('settings.keep-free.hint')}
      min={0}
      step={100}
      suffix=" MB"
      thousandSeparator={groupMark}
      value={megabytes}
      onChange={(value) => {
        if (typeof value !== 'number' || value < 0) return;
        setMegabytes(value);
        save(value);
      }}
    />
  );
}

interface NewVersionsProps {
  readonly settings: Settings;
  readonly onChange: (feed: string | null) => void;
}

/** Saved when the field is left, or with Enter: half an address is nobody's. */
function NewVersions({ settings, onChange }: NewVersionsProps): ReactElement {
  const [text, setText] = useState(settings.newVersionFeed ?? '');
  const [wrong, setWrong] = useState(false);
  const save = () => {
    const feed = text.trim() === '' ? null : text.trim();
    const isRight = feed === null || isFeedAddress(feed);
    setWrong(!isRight);
    if (isRight && feed !== settings.newVersionFeed) onChange(feed);
  };
  return (
    <TextInput
      className={styles.number}
      type="url"
      label={t('settings.feed')}
      description={t('settings.feed.hint')}
      placeholder="https://"
      spellCheck={false}
      error={wrong && t('settings.feed.wrong')}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={({ key }) => key === 'Enter' && save()}
    />
  );
}
