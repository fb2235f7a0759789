import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';
import styles from './activity-tabs.module.css';

const tabs = [
  { to: '/activity', label: 'activity.tab.runs' },
  { to: '/activity/schedules', label: 'activity.tab.schedules' },
  { to: '/activity/drives', label: 'activity.tab.drives' },
  { to: '/activity/audit', label: 'activity.tab.audit' },
  { to: '/activity/verification', label: 'activity.tab.verification' },
] as const;

/** What Activity shows: what ran, who did what, and what is proven to be whole. */
export const ActivityTabs = (): ReactElement => (
  <nav className={styles.tabs} aria-label={t('activity.tabs')}>
    {tabs.map(({ to, label }) => (
      <Link key={to} to={to} className={styles.tab} activeOptions={{ exact: true, includeSearch: false }}>
        {t(label)}
      </Link>
    ))}
  </nav>
);
