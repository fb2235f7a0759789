import {
  IconActivity,
  IconCalendarTime,
  IconHome,
  IconListDetails,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { type ReactElement, useRef } from 'react';
import { usePageState } from '../../features/home/use-page-state.ts';
import { CommandPalette } from '../commands/command-palette.tsx';
import { usePalette } from '../commands/use-palette.ts';
import { t } from '../messages/t.ts';
import { useArrival } from './arrival.ts';
import styles from './shell.module.css';

const places = [
  { to: '/', label: 'nav.home', Icon: IconHome },
  { to: '/time', label: 'nav.time', Icon: IconCalendarTime },
  { to: '/plans', label: 'nav.plans', Icon: IconListDetails },
  { to: '/activity', label: 'nav.activity', Icon: IconActivity },
] as const;

/** Four places and a gear on the left, the page on the right. */
export function Shell(): ReactElement {
  const palette = usePalette();
  const main = useRef<HTMLElement>(null);
  useArrival(main);
  usePageState();
  return (
    <div className={styles.shell}>
      <div className={styles.rail}>
        <header>
          <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
            {t('nav.skip')}
          </button>
          <p className={styles.brand}>Holdfast</p>
        </header>
        <nav className={styles.nav} aria-label={t('nav.label')}>
          <ul className={styles.places}>
            {places.map(({ to, label, Icon }) => (
              <li key={to}>
                <Link to={to} className={styles.place} activeOptions={{ exact: to === '/', includeSearch: false }}>
                  <Icon size={16} stroke={2} aria-hidden />
                  {t(label)}
                </Link>
              </li>
            ))}
          </ul>
          <div className={styles.foot}>
            <button type="button" className={styles.place} onClick={palette.open} aria-keyshortcuts="Control+K">
              <IconSearch size={16} stroke={2} aria-hidden />
              <span className={styles.stretch}>{t('nav.commands')}</span>
              <kbd className={styles.keys}>{t('nav.commands.keys')}</kbd>
            </button>
            <Link to="/settings" className={styles.place}>
              <IconSettings size={16} stroke={2} aria-hidden />
              {t('nav.settings')}
            </Link>
          </div>
        </nav>
      </div>
      <main ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      {palette.opened && <CommandPalette onClose={palette.close} />}
    </div>
  );
}
