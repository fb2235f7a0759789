import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';

interface SearchBoxProps {
  /** What is looked for where, in words. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly className?: string;
  readonly autoFocus?: boolean;
}

export const SearchBox = ({ label, value, onChange, className, autoFocus }: SearchBoxProps): ReactElement => (
  <TextInput
    className={className}
    type="search"
    aria-label={label}
    placeholder={label}
    leftSection={<IconSearch size={16} aria-hidden />}
    value={value}
    autoFocus={autoFocus}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
