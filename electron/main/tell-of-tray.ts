import { dialog } from 'electron';
import type { Notifier } from '../engine/ports.ts';
import type { WindowMemory } from './window-memory.ts';
import type { Words } from './words/en.ts';

interface TellOptions {
  readonly memory: WindowMemory;
  readonly notifier: Notifier;
  readonly words: Words;
}

/** Says, the first time, that closing the window has not ended the program. */
export async function tellOfTray({ memory, notifier, words: { tray } }: TellOptions): Promise<void> {
  if (memory.now().toldOfTray) return;
  memory.remember({ toldOfTray: true });
  memory.keep();
  if (notifier.available()) await notifier.show({ title: tray.title, body: tray.body, link: '/settings' });
  else await dialog.showMessageBox({ message: tray.title, detail: tray.body, buttons: [tray.understood] });
}
