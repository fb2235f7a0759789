import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPlaces = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Absolute path of a Chromium, Chrome or Edge that can open an app window; undefined when there is none. */
export function findBrowser(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string | undefined {
  return candidates(platform, environment).find((file) => isUsable(file));
}

function candidates(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] {
  if (platform === 'darwin') return macPlaces;
  if (platform === 'win32') {
    const roots = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA];
    return roots.flatMap((root) => (root === undefined ? [] : windowsPlaces.map((place) => join(root, place))));
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** A browser in a snap is left out: it sees no hidden folders, so neither the home nor the redirect file in it. */
function isUsable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return !/^\/snap\/|\/bin\/snap$/.test(realpathSync(file)) && !file.startsWith('/snap/');
  } catch {
    return false;
  }
}
