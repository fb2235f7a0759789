import { Checkbox, Radio, TextInput } from '@mantine/core';
import { Fragment, type ReactElement } from 'react';
import { showPath } from '../../../app/format/show-path.ts';
import { t } from '../../../app/messages/t.ts';
import { databasePlaces } from '../../../app/search-params.ts';
import { ConnectionFields } from '../connection-fields.tsx';
import { PasswordField } from '../password-field.tsx';
import { usualConnection } from '../sound-connection.ts';
import { TestConnection } from '../test-connection.tsx';
import { useTestServer } from '../use-test-server.ts';
import type { ChooseDatabaseProps } from './choose-database-step.tsx';
import { placeOfDatabase, targetName } from './database-request.ts';
import styles from './restore-database.module.css';

/** Into a new database, over the one that is there, or to another server. */
export function DatabaseTarget(props: ChooseDatabaseProps): ReactElement {
  const { dump, search, onChange } = props;
  const place = placeOfDatabase(search);
  const words = { database: showPath(dump.database), label: dump.label };
  return (
    <div className={styles.part}>
      <Radio.Group
        aria-label={t('restore.where')}
        value={place}
        onChange={(value) => {
          const chosen = databasePlaces.find((one) => one === value);
          onChange({ place: chosen === 'new' ? undefined : chosen, name: undefined });
        }}
      >
        <div className={styles.choices}>
          {databasePlaces.map((one) => (
            <Fragment key={one}>
              <Radio
                value={one}
                label={t(`database-restore.place.${one}`, words)}
                description={t(`database-restore.place.${one}.hint`, words)}
              />
              {one === 'new' && place === 'new' && (
                <div className={styles.below}>
                  <NameField {...props} />
                </div>
              )}
            </Fragment>
          ))}
        </div>
      </Radio.Group>
      {place === 'elsewhere' && <OtherServer {...props} />}
    </div>
  );
}

const NameField = ({ dump, search, onChange }: ChooseDatabaseProps): ReactElement => (
  <TextInput
    className={styles.short}
    label={t('database-restore.name')}
    value={targetName(search, dump)}
    autoComplete="off"
    spellCheck={false}
    onChange={(event) => onChange({ name: event.currentTarget.value || undefined })}
  />
);

function OtherServer(props: ChooseDatabaseProps): ReactElement {
  const { search, password, onPassword, onChange } = props;
  const { connection = usualConnection } = search;
  const test = useTestServer({ label: 'target', connection, password });
  return (
    <div className={styles.below}>
      <ConnectionFields
        connection={connection}
        onChange={(next) => onChange({ connection: next })}
        onUri={(next, secret, database) => {
          onPassword(secret ?? undefined);
          onChange({ connection: next, name: database ?? undefined });
        }}
        password={
          <PasswordField password={password} known={false} onChange={(next) => onPassword(next ?? undefined)} />
        }
      />
      <TestConnection
        purpose="restore"
        report={test.report}
        pending={test.pending}
        error={test.error}
        onTest={test.run}
      />
      <NameField {...props} />
      <Checkbox
        label={t('database-restore.there')}
        description={t('database-restore.there.hint')}
        checked={search.there === true}
        onChange={(event) => onChange({ there: event.currentTarget.checked || undefined })}
      />
    </div>
  );
}
