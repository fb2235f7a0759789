import { TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import styles from './comma-field.module.css';

interface CommaFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** Several short texts in one field, with commas between them. What was typed stays as it was typed. */
export function CommaField({ label, hint, names, onChange }: CommaFieldProps): ReactElement {
  const [typed, setTyped] = useState(names.join(', '));
  const [told, setTold] = useState(names.join('\n'));
  // They may be chosen elsewhere too.
  if (told !== names.join('\n')) {
    setTold(names.join('\n'));
    setTyped(names.join(', '));
  }
  return (
    <TextInput
      className={styles.field}
      label={label}
      description={hint}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget: { value } }) => {
        const next = namesIn(value);
        setTyped(value);
        setTold(next.join('\n'));
        onChange(next);
      }}
    />
  );
}

const namesIn = (typed: string): readonly string[] =>
  typed
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
