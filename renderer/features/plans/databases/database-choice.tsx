import { Checkbox, Radio } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ConnectionReport, DatabaseDraft } from '#shared/domain/database.ts';
import { matchesName } from '#shared/domain/name-pattern.ts';
import { formatBytes } from '../../../app/format/format-bytes.ts';
import { showPath } from '../../../app/format/show-path.ts';
import { t } from '../../../app/messages/t.ts';
import { CommaField } from '../../../components/comma-field.tsx';
import styles from './database-fields.module.css';
import { takesAll } from './source-fields.ts';

type Databases = ConnectionReport['databases'];

interface DatabaseChoiceProps {
  readonly draft: DatabaseDraft;
  /** Those of the server, once it was asked. */
  readonly databases: Databases | undefined;
  readonly onChange: (change: Pick<Partial<DatabaseDraft>, 'include' | 'exclude'>) => void;
}

/** All of a server's databases, new ones by themselves, or those that are named; with what each is worth once known. */
export function DatabaseChoice({ draft, databases = [], onChange }: DatabaseChoiceProps): ReactElement {
  const { include, exclude } = draft;
  const all = takesAll(draft);
  const listed = new Set(databases.map(({ name }) => name));
  const isNamed = (name: string) => listed.has(name);
  return (
    <div className={styles.part}>
      <Radio.Group
        label={t('source.databases')}
        value={all ? 'all' : 'some'}
        onChange={(value) => onChange({ include: value === 'all' ? ['*'] : [] })}
      >
        <div className={styles.choices}>
          <Radio mt={8} value="all" label={t('source.all')} description={t('source.all.hint')} />
          <Radio value="some" label={t('source.some')} description={t('source.some.hint')} />
        </div>
      </Radio.Group>
      {databases.length > 0 && (
        <ul className={styles.databases} aria-label={t('source.on-server')}>
          {databases.map((database) => (
            <li key={database.name} className={styles.database}>
              <DatabaseBox database={database} draft={draft} onChange={onChange} />
            </li>
          ))}
        </ul>
      )}
      {!all && (
        <CommaField
          label={t('source.patterns')}
          hint={t('source.patterns.hint')}
          names={include.filter((name) => !isNamed(name))}
          onChange={(names) => onChange({ include: [...include.filter(isNamed), ...names] })}
        />
      )}
      <CommaField
        label={t('source.except')}
        hint={t('source.except.hint')}
        names={exclude.filter((name) => !isNamed(name))}
        onChange={(names) => onChange({ exclude: [...exclude.filter(isNamed), ...names] })}
      />
    </div>
  );
}

interface DatabaseBoxProps extends Pick<DatabaseChoiceProps, 'draft' | 'onChange'> {
  readonly database: Databases[number];
}

function DatabaseBox({ database: { name, bytes, mayConnect }, draft, onChange }: DatabaseBoxProps): ReactElement {
  const { include, exclude } = draft;
  const taken = matchesName(include, name) && !matchesName(exclude, name);
  const others = (names: readonly string[]) => names.filter((one) => one !== name);
  const take = (wanted: boolean) => {
    if (!wanted) {
      const rest = others(include);
      // What a pattern takes as well has to be left out by its name.
      return onChange({
        include: rest,
        exclude: matchesName(rest, name) ? [...others(exclude), name] : others(exclude),
      });
    }
    const rest = others(exclude);
    onChange({ exclude: rest, include: matchesName(include, name) ? include : [...include, name] });
  };
  return (
    <>
      <Checkbox
        label={showPath(name)}
        checked={taken}
        disabled={!mayConnect || (!taken && matchesName(others(exclude), name))}
        onChange={(event) => take(event.currentTarget.checked)}
      />
      <span className={styles.quiet}>{mayConnect ? formatBytes(bytes) : t('source.no-connect')}</span>
    </>
  );
}
