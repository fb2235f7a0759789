import { app } from 'electron';
import { chooseHome } from '../engine/choose-home.ts';
import { commandMeant, handOn } from './hand-on-verb.ts';
import { runApp } from './run-app.ts';
import { showTray } from './show-tray.ts';

// Whoever closes the terminal that it was started from only takes away where words go.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

// No await before either: the scheme's rights have to be registered before Electron is ready.
const command = commandMeant({ args: process.argv.slice(1), env: process.env, resources: process.resourcesPath });
if (command === undefined) runApp(chooseHome(undefined), { openTray: showTray });
else handOn(command).then(app.exit, () => app.exit(1));
