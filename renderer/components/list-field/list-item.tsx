import { ActionIcon, Button } from '@mantine/core';
import { IconX, type TablerIcon } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { t } from '../../app/messages/t.ts';
import styles from './list-field.module.css';
import type { ListKind, ListWords } from './list-words.ts';

interface ListItemProps {
  readonly kind: ListKind;
  readonly icon: TablerIcon;
  readonly words: ListWords;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onRemove: () => void;
  /** Its fields while it is open. */
  readonly children: ReactNode;
}

/** One of a list: what it is on a line, with buttons to change it and take it out, and its fields below. */
export function ListItem(props: ListItemProps): ReactElement {
  const { kind, icon: Icon, open, onOpen, onRemove, children } = props;
  const { words, name } = props.words;
  const called = { name: name ?? words };
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <Icon size={16} aria-hidden />
        {name !== undefined && (
          <span className={styles.name} title={name}>
            {name}
          </span>
        )}
        <span className={styles.words} title={words}>
          {words}
        </span>
        <Button
          variant="default"
          aria-expanded={open}
          aria-label={t(open ? `${kind}.close-one` : `${kind}.change-one`, called)}
          onClick={() => onOpen(!open)}
        >
          {t(open ? 'list.done' : 'list.change')}
        </Button>
        <ActionIcon variant="subtle" size={32} aria-label={t(`${kind}.remove`, called)} onClick={onRemove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      {open && (
        <Editor label={t(`${kind}.editor`, called)} onDone={() => onOpen(false)}>
          {children}
        </Editor>
      )}
    </li>
  );
}

interface EditorProps {
  readonly label: string;
  readonly onDone: () => void;
  readonly children: ReactNode;
}

function Editor({ label, onDone, children }: EditorProps): ReactElement {
  const editor = useRef<HTMLFieldSetElement>(null);
  // It begins with the first thing to be said.
  useEffect(() => editor.current?.querySelector('input')?.focus(), []);
  return (
    <fieldset ref={editor} className={styles.editor} aria-label={label}>
      {children}
      <div>
        <Button variant="default" onClick={onDone}>
          {t('list.done')}
        </Button>
      </div>
    </fieldset>
  );
}
