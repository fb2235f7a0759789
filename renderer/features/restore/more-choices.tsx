import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { dayOf, startOfDay } from '../../app/format/day-of.ts';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { Folded } from '../../components/folded.tsx';
import styles from './more-choices.module.css';
import { wayOf } from './restore-way.ts';

interface MoreChoicesProps {
  readonly search: RestoreSearch;
  readonly onChange: (change: Partial<RestoreSearch>) => void;
}

/** What few need, folded away; how many of these are made is told all the same. */
export function MoreChoices({ search, onChange }: MoreChoicesProps): ReactElement {
  const { newerThan, compareContent, safety } = search;
  const made = madeIn(search);
  const exact = wayOf(search) === 'exact';
  return (
    <div className={styles.more}>
      <Folded title={made === 0 ? t('restore.more') : t('restore.more.chosen', { count: made })} open={made > 0}>
        <TextInput
          type="date"
          className={styles.day}
          label={t('restore.newer-than')}
          description={t(exact ? 'restore.not-with-exact' : 'restore.newer-than.hint')}
          disabled={exact}
          value={newerThan === undefined ? '' : dayOf(newerThan)}
          onChange={(event) => onChange({ newerThan: startOfDay(event.currentTarget.value) })}
        />
        <MatchingField key={String(exact)} exact={exact} search={search} onChange={onChange} />
        <Checkbox
          label={t('restore.compare-content')}
          description={t('restore.compare-content.hint')}
          checked={compareContent === true}
          onChange={(event) => onChange({ compareContent: event.currentTarget.checked || undefined })}
        />
        <Checkbox
          label={t('restore.safety')}
          description={t('restore.safety.hint')}
          checked={safety !== false}
          onChange={(event) => onChange({ safety: event.currentTarget.checked ? undefined : false })}
        />
      </Folded>
    </div>
  );
}

const madeIn = ({ newerThan, matching, compareContent, safety }: RestoreSearch): number =>
  [newerThan, matching, compareContent, safety].filter((choice) => choice !== undefined).length;

interface MatchingFieldProps extends MoreChoicesProps {
  readonly exact: boolean;
}

function MatchingField({ search: { matching = [] }, exact, onChange }: MatchingFieldProps): ReactElement {
  const [typed, setTyped] = useState(matching.join('\n'));
  return (
    <Textarea
      className={styles.matching}
      label={t('restore.matching')}
      description={t(exact ? 'restore.not-with-exact' : 'restore.matching.hint')}
      disabled={exact}
      autosize
      minRows={2}
      maxRows={8}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        const lines = value.split('\n').filter((line) => line.trim() !== '');
        onChange({ matching: lines.length === 0 ? undefined : lines });
      }}
    />
  );
}
