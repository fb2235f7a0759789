import { chooseHome } from '../engine/choose-home.ts';
import { runApp } from './run-app.ts';
import { showTray } from './show-tray.ts';

// Whoever closes the terminal that it was started from only takes away where words go.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

// No await before this: the scheme's rights have to be registered before Electron is ready.
runApp(chooseHome(undefined), { openTray: showTray });
