import { Button } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import styles from './list-field.module.css';
import { ListItem } from './list-item.tsx';
import type { ListKind, ListWords } from './list-words.ts';

interface Keyed {
  /** Tells it from the others, from when it is added on. */
  readonly key: string;
}

interface ListFieldProps<Item extends Keyed> {
  /**
   * What the list is of. There are messages for it: `<kind>.list`, `.add`, and with the parameter `name` `.editor`,
   * `.change-one`, `.close-one` and `.remove`.
   */
  readonly kind: ListKind;
  readonly icon: TablerIcon;
  readonly addIcon: TablerIcon;
  readonly items: readonly Item[];
  readonly onChange: (items: readonly Item[]) => void;
  /** A new one, to be changed at once. */
  readonly make: () => Item;
  readonly describe: (item: Item) => ListWords;
  /** The fields of one; the one that is open has them below its line. */
  readonly editor: (item: Item, onChange: (item: Item) => void) => ReactNode;
}

/** Several of a kind in a form, each on a line that opens to be changed. */
export function ListField<Item extends Keyed>(props: ListFieldProps<Item>): ReactElement {
  const { kind, icon, addIcon: AddIcon, items, onChange, make, describe, editor } = props;
  const [open, setOpen] = useState<string>();
  return (
    <>
      <ul aria-label={t(`${kind}.list`)}>
        {items.map((item) => (
          <ListItem
            key={item.key}
            kind={kind}
            icon={icon}
            words={describe(item)}
            open={item.key === open}
            onOpen={(opened) => setOpen(opened ? item.key : undefined)}
            onRemove={() => onChange(items.filter(({ key }) => key !== item.key))}
          >
            {item.key === open &&
              editor(item, (next) => onChange(items.map((one) => (one.key === item.key ? next : one))))}
          </ListItem>
        ))}
      </ul>
      <div className={styles.add}>
        <Button
          variant="default"
          leftSection={<AddIcon size={16} aria-hidden />}
          onClick={() => {
            const added = make();
            onChange([...items, added]);
            setOpen(added.key);
          }}
        >
          {t(`${kind}.add`)}
        </Button>
      </div>
    </>
  );
}
