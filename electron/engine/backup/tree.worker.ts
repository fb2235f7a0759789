import fs from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openCatalogue } from '../catalogue/open-catalogue.ts';
import { cataloguePath } from '../home-files.ts';
import { copyFiles } from '../restore/copy-files.ts';
import { findUnlike } from '../restore/find-unlike.ts';
import { runFiles } from '../runs/run-files.ts';
import { proveFiles } from '../verification/prove-files.ts';
import { cloneFolders } from './clone-folders.ts';
import { createEntryIds } from './entry-ids.ts';
import { createExclusionMatcher } from './exclusion-matcher.ts';
import { fillFiles } from './fill-files.ts';
import { hashFiles } from './hash-files.ts';
import { linkFiles } from './link-files.ts';
import { listFolders } from './list-folders.ts';
import type { ScanScope } from './scan-folder.ts';
import { scanFolders } from './scan-folders.ts';
import type { ScanSetup, TaskAnswer, TaskName, TaskRequest, TreeMessage, TreeSetup, TreeTasks } from './tree-tasks.ts';

const setup: TreeSetup = workerData;
const db = openCatalogue(setup.home, { cacheKb: 4000 });
let scope: ScanScope | undefined;

const tasks: { readonly [Name in TaskName]: (input: TreeTasks[Name]['in']) => TreeTasks[Name]['out'] } = {
  scan: (folders) => scanFolders(requireScope(), folders),
  clone: (batch) => cloneFolders(db, batch),
  link: linkFiles,
  fill: fillFiles,
  hash: hashFiles,
  copy: copyFiles,
  look: findUnlike,
  prove: proveFiles,
  list: (batch) => listFolders(db, batch),
};

parentPort?.on('message', (message: TreeMessage) => {
  if (message === 'close') {
    db.close();
    parentPort?.close();
  } else if ('scan' in message) {
    scope = createScope(message.scan);
  } else {
    parentPort?.postMessage(answer(message));
  }
});

function answer<Name extends TaskName>({ name, input }: TaskRequest<Name>): TaskAnswer {
  try {
    return { output: tasks[name](input) };
  } catch (error) {
    const { code = '', message = String(error), path = '' } = error as NodeJS.ErrnoException;
    return { failure: { code, message, path } };
  }
}

function requireScope(): ScanScope {
  if (!scope) throw new Error('this pool was not prepared for a scan');
  return scope;
}

function ownFiles(home: string): Set<string> {
  const real = fs.realpathSync(home);
  const catalogue = cataloguePath(real);
  return new Set([catalogue, `${catalogue}-wal`, `${catalogue}-shm`, path.dirname(runFiles(real, 'any').log)]);
}

function createScope(scan: ScanSetup): ScanScope {
  return {
    db,
    roots: scan.roots.map((root) => ({ ...root, matcher: createExclusionMatcher(scan.exclusions) })),
    repositories: new Set(scan.repositories),
    ownFiles: ownFiles(setup.home),
    baseFiles: scan.baseFiles,
    damaged: new Set(scan.damaged),
    fullChecksum: scan.fullChecksum,
    lookTurn: scan.lookTurn,
    oneFileSystem: scan.exclusions.oneFileSystem,
    newEntryId: createEntryIds({ ...setup, newestEntry: scan.newestEntry }),
  };
}
