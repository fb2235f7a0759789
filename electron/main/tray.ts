import type { Language } from '#shared/domain/language.ts';
import type { Services } from '../engine/services.ts';

/** The program's icon in the system's tray. */
export interface TrayHandle {
  readonly available: boolean;
  close(): void;
}

export interface TrayOptions {
  readonly home: string;
  /** Undefined: the engine is another process's. */
  readonly services: Services | undefined;
  readonly language: Language;
  readonly actions: {
    /** Shows the window, at a page if one is named. */
    readonly open: (page?: string) => void;
    readonly quit: () => void;
  };
}

/** Undefined where there is no tray. */
export type OpenTray = (options: TrayOptions) => TrayHandle | undefined;

export interface KeptTray {
  readonly available: () => boolean;
  /** Made anew, of what holds now: another owner of the home, another language. */
  readonly renew: () => void;
  readonly close: () => void;
}

export function keepTray(openTray: OpenTray, options: () => TrayOptions): KeptTray {
  let handle: TrayHandle | undefined;
  const close = (): void => {
    handle?.close();
    handle = undefined;
  };
  return {
    available: () => handle?.available ?? false,
    renew: () => {
      close();
      handle = openTray(options());
    },
    close,
  };
}
