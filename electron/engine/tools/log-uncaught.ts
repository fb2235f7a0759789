import type { Logger } from '../ports.ts';

/**
 * Has the log tell what this process ends of, or (Electron) shows and goes on after: an error that nobody caught. What
 * happens then stays as it is. Gives how to stop.
 */
export function logUncaught(logger: Logger): () => void {
  const tell = (error: unknown, origin: string) => logger.error(`Nobody caught an error (${origin})`, error);
  process.on('uncaughtExceptionMonitor', tell);
  return () => process.off('uncaughtExceptionMonitor', tell);
}
