import type { Desktop } from '../../electron/engine/ports.ts';

export interface DesktopDouble extends Desktop {
  /** Files that were opened. */
  readonly opened: readonly string[];
}

/** A desktop that only notes what it is to open. */
export function createDesktopDouble(): DesktopDouble {
  const opened: string[] = [];
  return { opened, require: () => {}, open: async (file) => void opened.push(file) };
}
