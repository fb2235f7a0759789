import fs from 'node:fs';
import { type MeasuredCommand, measureCommand, run } from './measure-command.ts';
import type { Command } from './peers/peer.ts';
import type { Sample } from './result.ts';

export type MeasuredStep = Pick<
  Sample,
  'seconds' | 'apartSeconds' | 'peakBytes' | 'addedBytes' | 'firstAddedBytes' | 'loopMs'
>;

/**
 * Runs a step's commands one after the other and measures them together, earlier writes being on disk. Space is what
 * the folder's file system had less of afterwards, all of it written: nobody else may write to it meanwhile.
 */
export async function measureStep(
  commands: readonly Command[],
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Promise<MeasuredStep> {
  await run('sync', []);
  const before = usedBytes(folder);
  const measured: MeasuredCommand[] = [];
  let afterFirst: number | undefined;
  for (const command of commands) {
    measured.push(await measureCommand(command, signal));
    afterFirst ??= commands.length > 1 ? usedBytes(folder) : undefined;
  }
  await run('sync', []);
  const after = usedBytes(folder);
  const secondsWhere = (isApart: boolean) =>
    sum(measured.filter((_, number) => (commands[number]?.apart ?? false) === isApart).map(({ seconds }) => seconds));
  const loops = measured.flatMap(({ loopMs }) => loopMs ?? []);
  return {
    seconds: secondsWhere(false),
    apartSeconds: secondsWhere(true),
    peakBytes: Math.max(...measured.map(({ peakBytes }) => peakBytes)),
    addedBytes: after - before,
    firstAddedBytes: (afterFirst ?? after) - before,
    loopMs: loops.length === 0 ? undefined : Math.max(...loops),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function usedBytes(folder: string): number {
  const { blocks, bfree, bsize } = fs.statfsSync(folder);
  return (blocks - bfree) * bsize;
}
