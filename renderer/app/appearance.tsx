import { MantineProvider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { api } from '../api/queries.ts';
import { followLanguage } from './messages/language.ts';
import { styleNonce } from './style-nonce.ts';
import { cssVariables, theme } from './theme.ts';

const key = 'holdfast-theme';
const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

/** Mantine in the colours, and the page in the language, that the settings ask for, or the system where they leave it to it. */
export function Appearance({ children }: { readonly children: ReactNode }): ReactElement {
  const systemIsDark = useSyncExternalStore(subscribe, () => darkQuery.matches);
  const { data } = useQuery(api.settings.get.queryOptions());
  // What the settings said last time, so that the first paint is right already.
  const wanted = data?.theme ?? window.localStorage.getItem(key) ?? 'system';
  useEffect(() => {
    if (data === undefined) return;
    window.localStorage.setItem(key, data.theme);
    followLanguage(data.language);
  }, [data]);
  const scheme = wanted === 'dark' || (wanted !== 'light' && systemIsDark) ? 'dark' : 'light';
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}

function subscribe(listener: () => void): () => void {
  darkQuery.addEventListener('change', listener);
  return () => darkQuery.removeEventListener('change', listener);
}
