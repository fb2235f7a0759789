import { join } from 'node:path';
import { type NativeImage, nativeImage } from 'electron';
import type { PlansState } from '#shared/state-of-plans.ts';
import { findIcons } from './find-icons.ts';

/** The tray's icon for a state, with what lies beside it for finer screens. On a Mac it takes the menu bar's own colour. */
export function trayImage(state: PlansState, platform: NodeJS.Platform = process.platform): NativeImage {
  const folder = join(findIcons(), 'tray');
  switch (platform) {
    case 'darwin': {
      const image = nativeImage.createFromPath(join(folder, 'macos', `${state}Template.png`));
      image.setTemplateImage(true);
      return image;
    }
    case 'win32':
      return nativeImage.createFromPath(join(folder, 'windows', `${state}.png`));
    default:
      return nativeImage.createFromPath(join(folder, 'linux', `${state}.png`));
  }
}
