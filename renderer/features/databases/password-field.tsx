import type { ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';
import { SecretField } from '../../components/secret-field.tsx';

interface PasswordFieldProps {
  /** Undefined: what is kept stays; null: it is forgotten. */
  readonly password: string | null | undefined;
  /** Whether one may be kept from before. */
  readonly known: boolean;
  readonly onChange: (password: string | null | undefined) => void;
}

/** The password of a database server. */
export const PasswordField = ({ password, known, onChange }: PasswordFieldProps): ReactElement => (
  <SecretField
    words={{
      label: t('server.password'),
      hint: t(known ? 'server.password.known' : 'server.password.hint'),
      forget: t('server.password.forget'),
      forgotten: t('server.password.forgotten'),
      keep: t('server.password.keep'),
    }}
    secret={password}
    known={known}
    onChange={onChange}
  />
);
