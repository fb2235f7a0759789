import { IconDatabase, IconDatabasePlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { ListField } from '../../../components/list-field/list-field.tsx';
import { describeServer } from '../../databases/describe-server.ts';
import { SourceEditor } from './source-editor.tsx';
import { describeChoice, newSource, type SourceFields } from './source-fields.ts';

interface DatabaseFieldsProps {
  /** Id of the plan, whose kept passwords serve its tests; undefined while it is being made. */
  readonly plan: string | undefined;
  readonly sources: readonly SourceFields[];
  readonly onChange: (sources: readonly SourceFields[]) => void;
}

/** The servers of a plan, each on a line that opens to say how it is reached and what of it is taken. */
export const DatabaseFields = ({ plan, sources, onChange }: DatabaseFieldsProps): ReactElement => (
  <ListField
    kind="source"
    icon={IconDatabase}
    addIcon={IconDatabasePlus}
    items={sources}
    onChange={onChange}
    make={() => newSource(sources)}
    describe={({ draft }) => ({
      name: draft.label,
      words: `${describeServer(draft.connection)} · ${describeChoice(draft)}`,
    })}
    editor={(source, change) => (
      <SourceEditor plan={plan} source={source} all={sources} onChange={(draft) => change({ ...source, draft })} />
    )}
  />
);
