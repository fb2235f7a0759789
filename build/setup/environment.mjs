import { delimiter, join } from 'node:path';
import { root } from './root.mjs';

/** For children: the tools of the project, and its Node, come first however this was started. */
export const environment = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH].filter(Boolean).join(delimiter),
};
