import { sentences, text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';

/** Of restores, and what is to be confirmed. */
export const restores = {
  'restore-through-link': (d) =>
    `${text(d.path)} is a symbolic link now, and a restore does not write through links. Restore into another folder, or move the link away first.`,
  'restore-into-repository': (d) =>
    `${text(d.path)} lies inside the repository ${text(d.repository)}. Restore into another folder.`,
  'restore-incomplete': (d) =>
    `${text(d.count)} of the chosen files could not be restored. See the warnings.${d.run === undefined ? '' : ` Once the reasons are gone, “holdfast restore finish ${text(d.run)}” does the rest.`}`,
  'restore-changed': (d) =>
    `${text(d.count)} ${d.count === 1 ? 'entry is' : 'entries are'} not as the dry run found ${d.count === 1 ? 'it' : 'them'}: ${text(d.examples)}. Nothing was touched. Look at the new dry run, then restore again.`,
  'restore-source-damaged': (d) => {
    const nearest = text(d.nearest);
    const one = d.count === 1;
    return `${text(d.count)} of the files to be restored ${one ? 'is' : 'are'} damaged in the snapshot: ${text(d.paths)}. Nothing was touched. ${nearest ? `Undamaged and nearest in time: ${nearest}. Take ${one ? 'that' : 'those'} instead (--on-damage nearest), leave` : 'No other snapshot holds an undamaged version. Leave'} ${one ? 'it' : 'them'} out (--on-damage leave-out), or try “holdfast repair”.`;
  },
  'restore-interrupted': (d) => {
    const run = text(d.run);
    if (run === '')
      return 'The restore was cut off (crash, power or unplugging) before it touched anything. Start it again.';
    if (d.done === true)
      return `The restore had done everything when it was cut off (crash, power or unplugging). Take it back with “holdfast restore undo ${run}” if it should not be.`;
    return `The restore was cut off (crash, power or unplugging). Each file is either the old or the new one, whole. Finish it with “holdfast restore finish ${run}”, or take it back with “holdfast restore undo ${run}”.`;
  },
  'not-undoable': (d) => `The restore ${text(d.run)} can’t be undone: ${text(d.reason)}`,
  'not-finishable': (d) => `There is nothing to finish of the restore ${text(d.run)}: ${text(d.reason)}`,
  'restore-blocked': (d) => `The restore can’t be done as asked, and nothing was touched. ${sentences(d.problems)}`,
  'database-in-use': (d) =>
    `${text(d.count)} other ${d.count === 1 ? 'session uses' : 'sessions use'} the database ${text(d.database)} (${text(d.sessions)}). It is as it was. Have them ended (--end-sessions), or restore again when they are gone.`,
  'database-not-restored': (d) => `${text(d.database)} could not be restored: ${text(d.reason)} ${text(d.rest)}`,
  'database-restored-otherwise': (d) =>
    `The dump of ${text(d.database)} does not restore to what was recorded: ${text(d.differences)}. ${text(d.rest)}`,
  'database-not-kept': (d) =>
    `The database ${text(d.database)} was restored, but what it held before could not be kept as a dump: ${text(d.reason)} It is still on the server, under the name ${text(d.kept)}. Go back to it with “holdfast restore-database undo ${text(d.run)}”, or remove it with DROP DATABASE once nobody needs it.`,
  'database-restore-interrupted': (d) => {
    if (d.state === 'replaced')
      return `The restore was cut off (crash or power) after the database ${text(d.database)} was replaced. What it held before is still on the server, under the name ${text(d.kept)}: go back to it with “holdfast restore-database undo ${text(d.run)}”, or remove it with DROP DATABASE once nobody needs it.`;
    if (d.state === 'swapping')
      return `The restore was cut off (crash or power) while the database ${text(d.database)} was put in its place: it is the old or the new one, whole. Look at it; if it is the new one, take it back with “holdfast restore-database undo ${text(d.run)}”.`;
    if (d.state === 'within')
      return `The restore was cut off (crash or power). What was chosen of the database ${text(d.database)} is as it was, or restored as a whole. Restore again, or take it back with “holdfast restore-database undo ${text(d.run)}”.`;
    if (d.state === 'done')
      return `The restore of the database ${text(d.database)} was cut off (crash or power) when all was done. Take it back with “holdfast restore-database undo ${text(d.run)}” if it should not be.`;
    return `The restore was cut off (crash or power) before it touched anything${text(d.database) === '' ? '' : `: the database ${text(d.database)} is as it was. What it left beside it on the server goes when Holdfast starts`}. Start it again.`;
  },
  'safety-incomplete': (d) =>
    `${text(d.count)} of the entries that this restore would change could not be saved first: ${text(d.paths)}. Nothing was touched. Try again, leave them out, or restore without a safety copy (--no-safety).`,
  'confirmation-needed': (d) => `${text(d.consequence)} To go on, confirm with: ${text(d.phrase)}`,
} as const satisfies SentencesOf;
