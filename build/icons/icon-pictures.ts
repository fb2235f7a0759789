import { join } from 'node:path';
import { plansStates } from '../../shared/state-of-plans.ts';
import { projectRoot } from '../vite/paths.ts';

/** Where the drawn icons lie; they are committed, so that nothing has to be drawn to build a package. */
export const drawnFolder = join(projectRoot, 'build/icons/drawn');

/** A picture to be drawn: a square PNG of so many pixels from an SVG, with a margin around it as a part of its width. */
export interface IconPicture {
  /** Below the folder of the drawn ones. */
  readonly file: string;
  readonly source: string;
  readonly pixels: number;
  readonly margin: number;
}

const appSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
/** A Mac's icons keep this much free around them, by Apple's grid: 100 of 1024. */
const macMargin = 100 / 1024;
export const macSizes = [32, 64, 128, 256, 512, 1024] as const;
/** Of Windows, at its steps of zoom; of Linux panels. */
const trayScales = {
  windows: { side: 16, scales: [1, 1.25, 1.5, 2] },
  linux: { side: 22, scales: [1, 2] },
  macos: { side: 16, scales: [1, 2] },
} as const;

const mark = join(projectRoot, 'renderer/icon.svg');
/** Of few pixels, with bolder lines. */
const boldMark = join(projectRoot, 'renderer/icons/good.svg');

const app: readonly IconPicture[] = appSizes.map((pixels) => ({
  file: `app/${pixels}x${pixels}.png`,
  source: pixels < 48 ? boldMark : mark,
  pixels,
  margin: 0,
}));

const mac: readonly IconPicture[] = macSizes.map((pixels) => ({
  file: `mac/${pixels}x${pixels}.png`,
  source: pixels < 48 ? boldMark : mark,
  pixels,
  margin: macMargin,
}));

const tray: readonly IconPicture[] = plansStates.flatMap((state) =>
  (['windows', 'linux', 'macos'] as const).flatMap((system) =>
    trayScales[system].scales.map((scale) => ({
      file: `tray/${system}/${state}${system === 'macos' ? 'Template' : ''}${scale === 1 ? '' : `@${scale}x`}.png`,
      source: join(
        projectRoot,
        system === 'macos' ? `build/icons/sources/template-${state}.svg` : `renderer/icons/${state}.svg`,
      ),
      pixels: trayScales[system].side * scale,
      margin: 0,
    })),
  ),
);

/** All that there are: of the application, of a Mac's, of the tray. */
export const iconPictures: readonly IconPicture[] = [...app, ...mac, ...tray];
