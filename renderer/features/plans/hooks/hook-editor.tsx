import { Button, Checkbox, NumberInput, Select, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { type HookDraft, hookMoments } from '#shared/domain/hook.ts';
import { t } from '../../../app/messages/t.ts';
import { Note } from '../../../components/note.tsx';
import type { HookFields } from './hook-fields.ts';
import styles from './hooks.module.css';
import { TryHook } from './try-hook.tsx';

interface HookEditorProps {
  readonly plan: string | undefined;
  readonly hook: HookFields;
  readonly onChange: (hook: HookFields) => void;
}

/** When a command is run, what it is, how long it may take; and what it does, tried at once. */
export function HookEditor({ plan, hook, onChange }: HookEditorProps): ReactElement {
  const { draft } = hook;
  const set = (part: Partial<HookDraft>) => onChange({ ...hook, draft: { ...draft, ...part } });
  return (
    <div className={styles.editor}>
      {hook.strange && <Strange agreed={draft.agreed === true} onAgree={() => set({ agreed: true })} />}
      <Select
        w={272}
        label={t('hook.when')}
        allowDeselect={false}
        data={hookMoments.map((when) => ({ value: when, label: t(`hook.when.${when}`) }))}
        value={draft.when}
        onChange={(value) => {
          const when = hookMoments.find((one) => one === value);
          if (when !== undefined) set({ when, ...(when !== 'before' && { stopOnFailure: false }) });
        }}
      />
      <p className={styles.hint}>{t(`hook.when.${draft.when}.hint`)}</p>
      <Textarea
        classNames={{ input: styles.command }}
        label={t('hook.command')}
        description={t('hook.command.hint')}
        autosize
        minRows={1}
        maxRows={12}
        maxLength={10_000}
        spellCheck={false}
        autoComplete="off"
        value={draft.command}
        onChange={(event) => set({ command: event.currentTarget.value })}
      />
      <div className={styles.fields}>
        <NumberInput
          w={176}
          label={t('hook.timeout')}
          min={1}
          max={86_400}
          clampBehavior="strict"
          allowDecimal={false}
          value={draft.timeoutSeconds}
          onChange={(value) => typeof value === 'number' && value >= 1 && set({ timeoutSeconds: value })}
        />
        {draft.when === 'before' && (
          <Checkbox
            className={styles.alone}
            label={t('hook.stop')}
            checked={draft.stopOnFailure}
            onChange={(event) => set({ stopOnFailure: event.currentTarget.checked })}
          />
        )}
      </div>
      <TryHook plan={plan} draft={draft} />
    </div>
  );
}

const Strange = ({ agreed, onAgree }: { readonly agreed: boolean; readonly onAgree: () => void }): ReactElement =>
  agreed ? (
    <Note tone="info">
      <p>{t('hook.agreed')}</p>
    </Note>
  ) : (
    <Note tone="warn">
      <p>{t('hook.strange')}</p>
      <Button variant="default" mt={8} onClick={onAgree}>
        {t('hook.agree')}
      </Button>
    </Note>
  );
