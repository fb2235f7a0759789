/**
 * How the desktop window gets its message port: the page posts `portRequest` to itself, the preload makes a channel,
 * sends one end to the main process under the name `portRequest`, and posts `portAnswer` with the other end back to
 * the page. Each request gets a new port.
 */
export const portRequest = 'holdfast:port-request';
export const portAnswer = 'holdfast:port-answer';

/** Scheme of the desktop window's pages: `holdfast://app/`. */
export const windowScheme = 'holdfast';
