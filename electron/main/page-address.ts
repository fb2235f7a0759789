import { windowScheme } from '#shared/contract/port-request.ts';

/** Addresses of the window's pages. Pure. */

const longest = 2000;
/** What `URL` leaves of a path and a search; no `//`, which would name another host, and no fragment, which may hold a token. */
const pagePath = /^\/(?!\/)[\w/.~%-]*(?:\?[\w/.~%&=+:,"'()*!$@;?-]*)?$/;

/** The page's path (`/activity/ID?from=1`) in a link `holdfast://app/activity/ID?from=1`; undefined where it is none. */
export function pathOfLink(link: string): string | undefined {
  if (link.length > longest || !URL.canParse(link)) return undefined;
  const { protocol, host, pathname, search } = new URL(link);
  if (protocol !== `${windowScheme}:` || host !== 'app') return undefined;
  const path = `${pathname === '' ? '/' : pathname}${search}`;
  return pagePath.test(path) ? path : undefined;
}

/** The address of a page below an address that the window may load; what is no path of a page leads to the first one. */
export function addressOf(base: string, path: string): string {
  const address = new URL(base);
  if (!pagePath.test(path)) return address.href;
  const [pathname = '/', ...search] = path.split('?');
  address.pathname = pathname;
  address.search = search.join('?');
  return address.href;
}

/** Which page an address shows; the first one where it shows none. */
export function pageOf(address: string): string {
  const { pathname, search } = URL.canParse(address) ? new URL(address) : { pathname: '/', search: '' };
  return pagePath.test(`${pathname}${search}`) ? `${pathname}${search}` : '/';
}

/** Node gives no origin to addresses of our own scheme, so it is put together here. */
export const originOf = (address: string): string => {
  const { protocol, host } = URL.canParse(address) ? new URL(address) : { protocol: '', host: '' };
  return `${protocol}//${host}`;
};
