import { fileURLToPath } from 'node:url';

/**
 * Processes and threads that tests start load the sources themselves: Node keeps what it made of them, by content, which
 * spares a third of the suite's processor time.
 */
export function setup(): void {
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));
}
