import { chooseHome } from '../engine/choose-home.ts';
import { runApp } from './run-app.ts';

// No await before this: the scheme's rights have to be registered before Electron is ready.
runApp(chooseHome(undefined));
