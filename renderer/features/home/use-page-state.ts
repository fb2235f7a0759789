import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type PlansState, stateOfPlans } from '#shared/state-of-plans.ts';
import { api } from '../../api/queries.ts';
import attention from '../../icons/attention.svg';
import failed from '../../icons/failed.svg';
import good from '../../icons/good.svg';
import running from '../../icons/running.svg';
import { titleOfPlans } from './title-of-plans.ts';

const icons: Readonly<Record<PlansState, string>> = { good, running, attention, failed };

/** Shows in the page's title and icon how things stand, whichever page is open: what the tray does on a desktop. */
export function usePageState(): void {
  const { data: plans } = useQuery(api.plans.list.queryOptions());
  const title = titleOfPlans(plans);
  const icon = plans === undefined ? good : icons[stateOfPlans(plans)];
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link !== null) link.href = icon;
  }, [icon]);
}
