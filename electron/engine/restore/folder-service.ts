import { stat } from 'node:fs/promises';
import path from 'node:path';
import { hasEscapedBytes } from '#shared/domain/path-text.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Desktop } from '../ports.ts';
import type { Service } from '../services.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly desktop: Desktop;
}

/** Shows where a restore put things. */
export function createFolderService({
  home,
  catalogue,
  desktop,
}: Dependencies): Pick<Service<'restores'>, 'openFolder'> {
  const { runs, journals, plans } = catalogue.read;
  return {
    openFolder: async ({ restore }) => {
      const run = await runs.find(restore);
      if (run?.kind !== 'restore') throw new HoldfastError('run-not-found', { run: restore });
      const order = (await journals.find(home, run.id))?.order;
      if (!order) {
        throw new HoldfastError('not-opened', { path: run.subject, reason: 'what it did is not noted any more' });
      }
      const [first] = order.paths;
      const above = first === undefined ? undefined : path.posix.dirname(first);
      const plan = (await plans.list()).find((row) => row.plan.id === run.planId)?.plan;
      const folder = await nearestFolder(order.to ?? above ?? plan?.folders[0] ?? '/');
      desktop.require(folder);
      await desktop.open(folder);
    },
  };
}

/** The folder, or the nearest one above that is there and that a program can be told of by its name. */
async function nearestFolder(wanted: string): Promise<string> {
  let at = wanted;
  while (at !== '/' && (hasEscapedBytes(at) || !(await isFolder(at)))) at = path.posix.dirname(at);
  return at;
}

const isFolder = (at: string): Promise<boolean> =>
  stat(at).then(
    (found) => found.isDirectory(),
    () => false,
  );
