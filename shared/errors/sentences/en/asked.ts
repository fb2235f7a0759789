import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';

/** What is asked for can’t be done, found or reached. */
export const asked = {
  'invalid-input': (d) => text(d.reason),
  'plan-exists': (d) => `There is a plan named “${text(d.name)}” already. Choose another name, or edit that plan.`,
  'repository-exists': (d) => `${text(d.path)} holds a repository already. Use “connect” to work with it.`,
  'folder-not-empty': (d) => `${text(d.path)} is not empty. Give an empty or new folder for a new repository.`,
  'source-overlaps-destination': (d) =>
    `The folder ${text(d.source)} lies inside the repository ${text(d.repository)}, so it would back up its own backups. Choose another folder or another repository.`,
  'notification-failed': (d) => `Nothing could be sent by “${text(d.channel)}”: ${text(d.reason)}. ${text(d.next)}`,
  'channel-not-found': (d) => `There is no channel named “${text(d.channel)}”. See “holdfast notifications list”.`,
  'notification-not-found': (d) =>
    `There is no notification ${text(d.number)} that could be sent, or its channel is gone. See “holdfast notifications log”.`,
  'sample-exists': (d) => `There is sample data already, in ${text(d.path)}. Look at it, or remove it first.`,
  'sample-busy': () => 'The sample data is being made or removed right now. Wait a moment and try again.',
  'sample-full': (d) =>
    `There is not enough space in ${text(d.path)} for sample data: about ${text(d.needed)} are needed, beside the reserve that is kept free. Nothing of it was left. Free some space and try again.`,
  'sample-foreign': (d) =>
    `${text(d.path)} is where Holdfast keeps sample data, but what is there was not made by it, so it was left alone. Move it away and try again.`,
  'sample-in-use': (d) =>
    `Other plans keep snapshots in the sample’s repository ${text(d.path)}: ${text(d.plans)}. Nothing was removed. Let them keep their snapshots elsewhere, delete those that are there, and try again.`,
  'plan-busy': (d) => `A run of “${text(d.name)}” is going on. Wait for it to end or cancel it first.`,
  unauthorized: () => 'The token is missing or wrong. Open Holdfast again with the address it printed.',
  'origin-refused': (d) =>
    `Refused: the request came by the ${text(d.header)} “${text(d.value)}”. Use the address that Holdfast printed.`,
  'too-many-attempts': () => 'Too many requests with a wrong token. Open Holdfast again with the address it printed.',
  'connection-lost': () =>
    'The connection to Holdfast was lost. Whatever it is doing goes on; if it has ended, start it again.',
  'contract-mismatch': (d) =>
    `Holdfast is running in another version (contract ${text(d.engine)}, this one speaks ${text(d.client)}). Close both and start the newer one.`,
  'repository-not-found': (d) => `No repository is known as “${text(d.repository)}”. See “holdfast repository list”.`,
  'plan-not-found': (d) => `There is no plan named “${text(d.plan)}”. See “holdfast plan list”.`,
  'run-not-found': (d) => `There is no run ${text(d.run)}. See “holdfast runs”.`,
  'snapshot-not-found': (d) => `There is no snapshot “${text(d.snapshot)}”. See “holdfast snapshots”.`,
  'snapshot-ambiguous': (d) => `“${text(d.snapshot)}” fits several snapshots: ${text(d.candidates)}. Give more of it.`,
  'snapshot-pinned': (d) => `The snapshot ${text(d.snapshot)} is pinned. Unpin it first if it may go.`,
  'snapshot-without-files': (d) => {
    const nearest = text(d.nearest);
    const next = nearest ? `The newest one with files is ${nearest}.` : 'No snapshot of this plan holds files.';
    return `The snapshot ${text(d.snapshot)} of “${text(d.plan)}” holds databases only, no files. ${next}`;
  },
  'nothing-unusual': (d) => `No unusual change of “${text(d.plan)}” waits for an answer. There is nothing to do.`,
  'dump-not-found': (d) => {
    const held = text(d.held);
    const where = d.where === undefined ? '' : ` in ${text(d.where)}`;
    return `There is no dump of “${text(d.database)}”${where}. ${held ? `It holds: ${held}.` : 'See “holdfast databases”.'}`;
  },
  'path-not-found': (d) => {
    const nearest = text(d.nearest);
    const where = text(d.where);
    return `${text(d.path)} is not ${where === 'this computer' ? 'on' : 'in'} ${where}.${nearest ? ` Nearest: ${nearest}.` : ''}`;
  },
  'no-desktop': (d) =>
    `There is no desktop here on which ${text(d.path)} could be opened. Write it out with “holdfast cat SNAPSHOT PATH > FILE”, or restore it into a folder.`,
  'not-opened': (d) =>
    `No program opened the copy (${text(d.reason)}). It lies at ${text(d.path)} for a day: open it from there, or choose a program for such files in the system’s settings.`,
  'no-room-to-open': (d) =>
    `${text(d.path)} has ${text(d.size)}, but ${text(d.folder)}, where the copy to open would lie, has only ${text(d.free)} free. Restore it into another folder instead.`,
  'program-missing': (d) => `${text(d.program)} is not installed. Install it with: ${text(d.install)}`,
  'program-too-old': (d) =>
    `${text(d.program)} ${text(d.version)} is too old, ${text(d.minimum)} or newer is needed. Install it with: ${text(d.install)}`,
  'program-failed': (d) => `${text(d.program)} failed (exit ${text(d.exitCode)}): ${text(d.stderr)}`,
  interrupted: () => 'The run was cut off (crash, power or unplugging). The next run continues from what was copied.',
  cancelled: (d) => `Cancelled. ${text(d.rest) || 'What was copied is kept for the next run.'}`,
  internal: (d) =>
    `Something unexpected went wrong: ${text(d.reason).replace(/\.$/, '')}. The log of the run holds the details.`,
} as const satisfies SentencesOf;
