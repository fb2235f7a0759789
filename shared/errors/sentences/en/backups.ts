import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';

/** Of repositories, drives, backups, and what is kept. */
export const backups = {
  locked: (d) =>
    `Another run holds “${text(d.plan)}”: ${text(d.holder)} since ${text(d.since)}. Wait for it to end; a crashed run frees it by itself.`,
  'owner-unreachable': (d) =>
    `Holdfast is running (process ${text(d.pid)}) but does not answer. Wait a moment, or end that process and try again.`,
  'destination-missing': (d) =>
    `The repository ${text(d.path)} is not there. Plug in or mount its drive and try again; nothing was written.`,
  'destination-silent': (d) =>
    `The volume of ${text(d.path)} does not answer. Check its connection and try again; nothing was written.`,
  'destination-not-mounted': (d) =>
    `The drive of ${text(d.path)} is not mounted: the folder is there but holds no repository. Mount the drive and try again; nothing was written.`,
  'destination-wrong-volume': (d) =>
    `${text(d.path)} is not the volume this plan was made for (${text(d.reason)}). Connect the right drive, or run “holdfast repository adopt ${text(d.path)}” if you moved the repository on purpose. Nothing was written.`,
  'destination-read-only': (d) => `${text(d.path)} is read-only or not yours to write. Make it writable and try again.`,
  'destination-full': (d) =>
    `There is not enough space on ${text(d.path)}${d.needed === undefined ? '' : `: ${text(d.needed)} needed, ${text(d.free)} free`}. ${d.pruned === undefined ? '' : `${text(d.pruned)} of the snapshots that were no longer kept went, which was not enough. `}Free some space or delete old snapshots, then run again; what was copied is kept.`,
  'volume-in-use': (d) =>
    `Something still uses the drive at ${text(d.path)}, so it was not unmounted. Close the files, terminals and programs that are open there, and try again.`,
  'volume-not-unmounted': (d) =>
    `The drive at ${text(d.path)} was not unmounted: ${text(d.reason)}. Unmount it with the means of the system before you unplug it.`,
  'no-hard-links': (d) =>
    `The volume of ${text(d.path)} has no hard links, so every snapshot would be a full copy (${text(d.cost)} each). Use another volume, or allow it with --allow-full-copies.`,
  'format-unknown': (d) =>
    `${text(d.path)} was written by a newer Holdfast (format ${text(d.format)}). Update Holdfast to use it.`,
  'source-missing': (d) =>
    `${text(d.path)} is missing or empty though it had files. Its last good copy is carried along. If it is meant to be empty, run “holdfast plan edit ${text(d.plan)} --accept-empty”.`,
  'hook-stopped': (d) =>
    `The command before the backup failed (${text(d.end)}), so nothing was backed up: ${text(d.command)}. What it wrote is in the run’s log. Mend it, or let backups go on without it: edit the commands of “${text(d.plan)}”.`,
  'nothing-backed-up': (d) => `No file of “${text(d.plan)}” could be backed up. See the warnings of this run.`,
  'no-database-chosen': (d) =>
    `The server “${text(d.label)}” has no database that the plan takes (${text(d.include)}), so nothing of it was backed up. Change what is taken, or remove the server from the plan.`,
  damaged: (d) =>
    `${text(d.count)} ${d.count === 1 ? 'file is' : 'files are'} damaged or missing${d.snapshot === undefined ? '' : ` in the snapshot ${text(d.snapshot)}`}. Run “holdfast repair ${text(d.snapshot) || '--all'}” to bring back what another snapshot or the source still holds.`,
  'repair-incomplete': (d) =>
    `${text(d.count)} damaged ${d.count === 1 ? 'file' : 'files'} could not be repaired: no good copy was found. Back up again to keep what the source has now; older versions may still be whole (“holdfast history PATH”).`,
  'deletion-unfinished': (d) =>
    `What was to be deleted is gone from the list of snapshots, but its files are not all removed yet: ${text(d.reason)}. Holdfast removes the rest as soon as ${text(d.path)} can be written again.`,
} as const satisfies SentencesOf;
