import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Connection } from '#shared/domain/database.ts';
import { t } from '../../app/messages/t.ts';
import layout from '../../components/fields.module.css';
import { Folded } from '../../components/folded.tsx';
import { UriField } from './uri-field.tsx';

interface ConnectionFieldsProps {
  readonly connection: Connection;
  readonly onChange: (connection: Connection) => void;
  /** A URI was given, with its password and the database it names, where it does. */
  readonly onUri: (connection: Connection, password: string | null, database: string | null) => void;
  /** The field of the password, whose place is beside the user's. */
  readonly password: ReactElement;
}

const ways = ['prefer', 'require', 'verify-ca', 'verify-full', 'disable'] as const;

/** How a server is reached: by a URI, which fills the fields, or by the fields. */
export function ConnectionFields({ connection, onChange, onUri, password }: ConnectionFieldsProps): ReactElement {
  const { host, port, user, database, service, tls, caFile } = connection;
  const set = (change: Partial<Connection>) => onChange({ ...connection, ...change });
  return (
    <div className={layout.fields}>
      <UriField onUri={onUri} />
      <div className={layout.pair}>
        <Text
          label={t('server.host')}
          hint={t('server.host.hint')}
          value={host}
          onChange={(next) => set({ host: next })}
        />
        <NumberInput
          label={t('server.port')}
          description={t('server.port.hint')}
          w={120}
          min={1}
          max={65_535}
          hideControls
          value={port}
          onChange={(value) => typeof value === 'number' && value >= 1 && set({ port: value })}
        />
      </div>
      <div className={layout.pair}>
        <Text
          label={t('server.user-name')}
          hint={t('server.user-name.hint')}
          value={user}
          onChange={(next) => set({ user: next })}
        />
        {password}
      </div>
      <div className={layout.pair}>
        <Text
          label={t('server.database')}
          hint={t('server.database.hint')}
          value={database}
          onChange={(next) => set({ database: next })}
        />
        <Select
          className={layout.field}
          label={t('server.tls')}
          description={t('server.tls.hint')}
          allowDeselect={false}
          data={ways.map((way) => ({ value: way, label: t(`server.tls.${way}`) }))}
          value={tls}
          onChange={(value) => {
            const way = ways.find((one) => one === value);
            if (way !== undefined) set({ tls: way });
          }}
        />
      </div>
      <Folded title={t('server.more')} open={service !== '' || caFile !== ''}>
        <div className={layout.pair}>
          <Text
            label={t('server.ca')}
            hint={t('server.ca.hint')}
            value={caFile}
            onChange={(next) => set({ caFile: next })}
          />
          <Text
            label={t('server.service-name')}
            hint={t('server.service-name.hint')}
            value={service}
            onChange={(next) => set({ service: next })}
          />
        </div>
      </Folded>
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Text = ({ label, hint, value, onChange }: TextProps): ReactElement => (
  <TextInput
    className={layout.field}
    label={label}
    description={hint}
    value={value}
    autoComplete="off"
    spellCheck={false}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
