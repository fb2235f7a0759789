import type { TablerIcon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import styles from './icon-word.module.css';
import type { Tone } from './mark.ts';

interface IconWordProps {
  readonly icon: TablerIcon;
  /** Undefined: the colour of text. */
  readonly tone: Tone | undefined;
  readonly word: string;
  /** It is what the line is about. */
  readonly strong?: boolean;
}

/** Icon, colour and word together, so that none of them has to be understood alone. */
export function IconWord({ icon: Icon, tone, word, strong = false }: IconWordProps): ReactElement {
  return (
    <span
      className={tone === undefined ? styles.mark : `${styles.mark} ${styles[tone]}`}
      data-strong={strong || undefined}
    >
      <Icon size={16} stroke={2} aria-hidden />
      {word}
    </span>
  );
}
