import { IconTerminal2 } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { t } from '../../../app/messages/t.ts';
import { ListField } from '../../../components/list-field/list-field.tsx';
import { Note } from '../../../components/note.tsx';
import { HookEditor } from './hook-editor.tsx';
import { type HookFields, newHook } from './hook-fields.ts';
import styles from './hooks.module.css';

interface HooksFieldsProps {
  /** Id of the plan; absent while it is being made. */
  readonly plan: string | undefined;
  readonly hooks: readonly HookFields[];
  readonly onChange: (hooks: readonly HookFields[]) => void;
}

/** The commands of a plan in the order in which they are run, each on a line that opens to be changed. */
export const HooksFields = ({ plan, hooks, onChange }: HooksFieldsProps): ReactElement => (
  <>
    {hooks.length === 0 && <p className={styles.quiet}>{t('hook.none')}</p>}
    {hooks.some(({ strange, draft }) => strange && draft.agreed !== true) && (
      <Note tone="warn">
        <p>{t('hook.strange')}</p>
      </Note>
    )}
    <ListField
      kind="hook"
      icon={IconTerminal2}
      addIcon={IconTerminal2}
      items={hooks}
      onChange={onChange}
      make={newHook}
      describe={({ draft }) => ({ name: t(`hook.when.${draft.when}`), words: draft.command || t('hook.new') })}
      editor={(hook, change) => <HookEditor plan={plan} hook={hook} onChange={change} />}
    />
  </>
);
