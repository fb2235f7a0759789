import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactElement, useId, useState } from 'react';
import { t } from '../messages/t.ts';
import styles from './command-palette.module.css';
import { type Command, rankCommands } from './rank-commands.ts';
import { useCommands } from './use-commands.ts';

const shownAtMost = 50;

/** Ctrl+K: type a few letters, press Enter. What fits no command is looked for in the backups. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const commands = useMatching(typed);
  const active = Math.min(chosen, commands.length - 1);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((active + step + commands.length) % commands.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(commands[active]);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} size={560} yOffset="10vh" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.label')} radius="sm">
        <input
          ref={focusIt}
          className={styles.input}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={`${listId}-${active}`}
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
          value={typed}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div id={listId} role="listbox" aria-label={t('palette.label')} className={styles.list}>
          {commands.map((command, index) => (
            <div
              key={command.id}
              id={`${listId}-${index}`}
              ref={index === active ? scrollToIt : undefined}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.option}
              onClick={() => run(command)}
              onKeyDown={onKeyDown}
              onMouseMove={() => setChosen(index)}
            >
              {command.label}
            </div>
          ))}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** At once: whoever presses Ctrl+K types on without waiting. */
const focusIt = (element: HTMLElement | null) => element?.focus();

const scrollToIt = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

function useMatching(typed: string): readonly Command[] {
  const navigate = useNavigate();
  const ranked = rankCommands(useCommands(), typed).slice(0, shownAtMost);
  const find = typed.trim();
  if (find === '') return ranked;
  const search: Command = {
    id: 'find',
    label: t('command.find', { text: find }),
    run: () => void navigate({ to: '/time', search: { find } }),
  };
  return [...ranked, search];
}
