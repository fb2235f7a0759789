import type { Command } from 'commander';
import { conclude, followRun } from '../follow-run.ts';
import type { Context, Verb } from '../verb.ts';
import { showPreview, showRestored } from './show-restore.ts';

const runArgument = 'id of the restore’s run, or the beginning of it';
const undoArgument = `${runArgument}; or its safety copy, by id or name, where the run is not listed`;

export const restoreUndo: Verb = {
  name: 'restore undo',
  summary: 'Take a restore back, also one that was cut off',
  examples: [
    'holdfast restore undo 3f2a91c4 --dry-run',
    "holdfast restore undo 3f2a91c4 --confirm 'PHRASE'",
    'holdfast restore undo Home/2026-11-20T14-05-00Z-safety --dry-run',
  ],
  define: (command, act) => {
    command
      .argument('<RUN>', undoArgument)
      .option('--dry-run', 'only list what would be created, overwritten and deleted')
      .option('--confirm <PHRASE>', 'confirm what deletes, or overwrites something changed since')
      // Both options are also those of “restore”, which then takes them first.
      .action((run: string, _: unknown, self: Command) =>
        act((context) => undo(context, run, self.optsWithGlobals<UndoOptions>())),
      );
  },
};

export const restoreFinish: Verb = {
  name: 'restore finish',
  summary: 'Go on with a restore that was cut off',
  examples: ['holdfast restore finish 3f2a91c4'],
  define: (command, act) => {
    command.argument('<RUN>', runArgument).action((run: string) => act((context) => finish(context, run)));
  },
};

interface UndoOptions {
  readonly dryRun?: true;
  readonly confirm?: string;
}

async function undo(context: Context, restore: string, { dryRun, confirm }: UndoOptions): Promise<number> {
  if (dryRun) return showPreview(context, (client) => client.restores.undoPreview({ restore }));
  const run = await followRun(context, 'restore', (client) => client.restores.undo({ restore, confirm }));
  await showRestored(context, run);
  return conclude(context, run);
}

async function finish(context: Context, restore: string): Promise<number> {
  const run = await followRun(context, 'restore', (client) => client.restores.finish({ restore }));
  await showRestored(context, run);
  return conclude(context, run);
}
