import { isBuilt } from '../../build/setup/stamp.mjs';
import { runFromBundles } from '../../electron/engine/workers.ts';

/** The engine's threads as users have them; while the build is stale, from source. A bundle starts in half the time. */
if (isBuilt()) runFromBundles(new URL('../../dist/node/', import.meta.url));
