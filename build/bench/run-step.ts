import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Attempts, attempt, type PartOptions } from './attempts.ts';
import { copiedBytes } from './copied-bytes.ts';
import { dropCaches } from './drop-caches.ts';
import { createEntrant, type Entrant, prepareEntrant } from './entrant.ts';
import { measureStep } from './measure-step.ts';
import { restAfterDeletionsMs } from './rest-after-deletions.ts';
import type { Sample } from './result.ts';
import { type Change, type Step, stepTitles, takesPart } from './steps.ts';

/** What was written within the clock's last tick would be doubted by the next run; trees of people are older. */
const restMs = 3000;
/** From so many deleted files on, ext4 is given time to forget them: otherwise whoever comes first pays for all. */
const manyDeleted = 500;

/** Changes the tree as the step wants it, then measures the step with each program. */
export async function runStep(attempts: Attempts, step: Step, all: readonly Entrant[]): Promise<void> {
  const { options, round } = attempts;
  const entrants = all.filter(({ peer }) => takesPart(step, peer));
  if (step.cold && !dropCaches()) return options.say('caches cannot be dropped here: measured warm only');
  for (let time = 1; time <= (step.before?.times ?? 0); time += 1) {
    step.before?.change(round + 1000 * time);
    await backUpUnmeasured(attempts, entrants);
  }
  const change = step.change?.(round) ?? {};
  if (step.change !== undefined || step.id === 'first-backup') {
    const rest = (change.deleted ?? 0) < manyDeleted ? restMs : restAfterDeletionsMs;
    await sleep(rest, undefined, { signal: options.signal });
  }
  await attempt(attempts, stepTitles[step.id], entrants, async (entrant) => {
    const sample = await runOne(attempts, step, change, entrant);
    if (sample) options.onSample(sample);
  });
}

async function backUpUnmeasured(attempts: Attempts, entrants: readonly Entrant[]): Promise<void> {
  const { signal } = attempts.options;
  await sleep(restMs, undefined, { signal });
  await attempt(attempts, 'preparation', entrants, async (entrant) => {
    await measureStep(entrant.peer.backup(entrant.at), { folder: entrant.at.place, signal });
    entrant.at = { ...entrant.at, made: entrant.at.made + 1 };
  });
}

/** Undefined where the program has nothing for the step. */
async function runOne(
  { options, round, bystander }: Attempts,
  step: Step,
  change: Change,
  usual: Entrant,
): Promise<Sample | undefined> {
  const { peer } = usual;
  const entrant = step.fresh ? createEntrant(peer, usual.at.tree, `${usual.at.place}-${step.id}`) : usual;
  if (step.fresh) await prepareEntrant(entrant);
  const commands = commandsFor(step, entrant, options);
  if (commands === undefined) return undefined;
  if (step.cold) dropCaches();
  const counted = commands.filter(({ apart }) => !apart || options.part.withApart);
  // What both stood still while others worked is not of this step.
  await Promise.all([bystander.look(), entrant.attendant?.look()]);
  const measured = await measureStep(counted, { folder: entrant.at.place, signal: options.signal });
  const { made, deleted } = entrant.at;
  if (step.action === 'backup') entrant.at = { ...entrant.at, made: made + 1 };
  if (step.action === 'deleteOldest') entrant.at = { ...entrant.at, deleted: deleted + 1 };
  const beside = await entrant.attendant?.look();
  const bystanderLoopMs = await bystander.look();
  options.say(`round ${round}, ${stepTitles[step.id]}: ${peer.title} ${measured.seconds.toFixed(2)} s`);
  return {
    step: step.id,
    round,
    peer: peer.id,
    ...measured,
    seconds: Number(measured.seconds.toFixed(3)),
    apartSeconds: Number(measured.apartSeconds.toFixed(3)),
    peakBytes: measured.peakBytes + (beside?.peakBytes ?? 0),
    loopMs: beside?.loopMs ?? measured.loopMs,
    bystanderLoopMs,
    copiedBytes: copiedOfRenamed(entrant, change),
    changedBytes: change.bytes,
  };
}

function commandsFor(step: Step, { peer, at }: Entrant, { part }: PartOptions) {
  const target = path.join(at.place, `restored-${step.id}`);
  switch (step.action) {
    case 'backup':
      return peer.backup(at);
    case 'check':
      return peer.check?.(at);
    case 'restoreAll':
      fs.mkdirSync(target);
      return peer.restoreAll({ ...at, target });
    case 'restoreOne':
      fs.mkdirSync(target);
      return peer.restoreOne({ ...at, target, file: part.tree.oneFile() });
    case 'deleteOldest':
      return peer.deleteOldest(at);
    case 'rebuild':
      return peer.rebuild?.(at);
  }
}

function copiedOfRenamed({ peer, at }: Entrant, { renamed }: Change): number | undefined {
  const newest = peer.newest?.(at);
  if (renamed === undefined || newest === undefined) return undefined;
  return copiedBytes(path.join(newest, path.relative(at.tree, renamed)));
}
