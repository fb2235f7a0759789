const key = 'holdfast-token';

/**
 * The token that came in the URL's fragment, taken out of the address bar and kept for reloads of this tab; else the
 * one kept before; undefined when there is none.
 */
export function takeToken(page: Window): string | undefined {
  const fresh = new URLSearchParams(page.location.hash.slice(1)).get('token');
  if (fresh !== null && fresh !== '') {
    page.sessionStorage.setItem(key, fresh);
    page.history.replaceState(page.history.state, '', page.location.pathname + page.location.search);
  }
  return page.sessionStorage.getItem(key) ?? undefined;
}
