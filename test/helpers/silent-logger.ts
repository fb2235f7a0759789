import type { Logger } from '../../electron/engine/ports.ts';

/** Keeps what was logged, for tests that look at it. */
export function createSilentLogger(): Logger & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  return {
    lines,
    info: (message) => void lines.push(message),
    error: (message, cause) => void lines.push(`${message} ${cause instanceof Error ? cause.stack : String(cause)}`),
  };
}
