import { isKeyringTrouble, keyringWords } from './keyring-words.ts';

/**
 * The closed list of everything that can go wrong in a way a person can act on. Each kind has its sentence, its
 * exit code on the command line and whether trying again may help. A new kind does not compile until someone
 * has written its sentence.
 */

type Details = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

interface ErrorKind {
  /** Exit code of the command line (see INTERFACE in the README). */
  readonly exit: number;
  /** HTTP status of the REST interface. */
  readonly status: number;
  /** What happened, why, and what to do next. */
  readonly sentence: (details: Details) => string;
}

const text = (value: Details[string]): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));

/** Whole sentences, one after the other. */
const sentences = (value: Details[string]): string => (Array.isArray(value) ? value.join(' ') : text(value));

function keyringSentence(action: 'read' | 'move', state: Details[string]): string {
  const { why, next } = keyringWords.en[isKeyringTrouble(state) ? state : 'failed'];
  return action === 'move'
    ? `The key to the passwords can’t be put into the system’s keyring: ${why}. It stays in its file. ${next}`
    : `The passwords can’t be read now: their key lies in the system’s keyring, and ${why}. ${next} For backups while nobody is logged in, the key belongs into a file: “holdfast secrets move file” once the keyring is open.`;
}

export const errorKinds = {
  'invalid-input': {
    exit: 2,
    status: 400,
    sentence: (d) => text(d.reason),
  },
  'plan-exists': {
    exit: 2,
    status: 409,
    sentence: (d) => `There is a plan named “${text(d.name)}” already. Choose another name, or edit that plan.`,
  },
  'repository-exists': {
    exit: 2,
    status: 409,
    sentence: (d) => `${text(d.path)} holds a repository already. Use “connect” to work with it.`,
  },
  'folder-not-empty': {
    exit: 2,
    status: 409,
    sentence: (d) => `${text(d.path)} is not empty. Give an empty or new folder for a new repository.`,
  },
  'source-overlaps-destination': {
    exit: 2,
    status: 409,
    sentence: (d) =>
      `The folder ${text(d.source)} lies inside the repository ${text(d.repository)}, so it would back up its own backups. Choose another folder or another repository.`,
  },
  'notification-failed': {
    exit: 12,
    status: 502,
    sentence: (d) => `Nothing could be sent by “${text(d.channel)}”: ${text(d.reason)}. ${text(d.next)}`,
  },
  'channel-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) => `There is no channel named “${text(d.channel)}”. See “holdfast notifications list”.`,
  },
  'notification-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) =>
      `There is no notification ${text(d.number)} that could be sent, or its channel is gone. See “holdfast notifications log”.`,
  },
  'plan-busy': {
    exit: 11,
    status: 409,
    sentence: (d) => `A run of “${text(d.name)}” is going on. Wait for it to end or cancel it first.`,
  },
  unauthorized: {
    exit: 1,
    status: 401,
    sentence: () => 'The token is missing or wrong. Open Holdfast again with the address it printed.',
  },
  'origin-refused': {
    exit: 1,
    status: 403,
    sentence: (d) =>
      `Refused: the request came by the ${text(d.header)} “${text(d.value)}”. Use the address that Holdfast printed.`,
  },
  'too-many-attempts': {
    exit: 1,
    status: 429,
    sentence: () => 'Too many requests with a wrong token. Open Holdfast again with the address it printed.',
  },
  'connection-lost': {
    exit: 1,
    status: 503,
    sentence: () =>
      'The connection to Holdfast was lost. Whatever it is doing goes on; if it has ended, start it again.',
  },
  'contract-mismatch': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `Holdfast is running in another version (contract ${text(d.engine)}, this one speaks ${text(d.client)}). Close both and start the newer one.`,
  },
  'repository-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) => `No repository is known as “${text(d.repository)}”. See “holdfast repository list”.`,
  },
  'plan-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) => `There is no plan named “${text(d.plan)}”. See “holdfast plan list”.`,
  },
  'run-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) => `There is no run ${text(d.run)}. See “holdfast runs”.`,
  },
  'snapshot-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) => `There is no snapshot “${text(d.snapshot)}”. See “holdfast snapshots”.`,
  },
  'snapshot-ambiguous': {
    exit: 10,
    status: 409,
    sentence: (d) => `“${text(d.snapshot)}” fits several snapshots: ${text(d.candidates)}. Give more of it.`,
  },
  'snapshot-pinned': {
    exit: 2,
    status: 409,
    sentence: (d) => `The snapshot ${text(d.snapshot)} is pinned. Unpin it first if it may go.`,
  },
  'snapshot-without-files': {
    exit: 10,
    status: 404,
    sentence: (d) => {
      const nearest = text(d.nearest);
      const next = nearest ? `The newest one with files is ${nearest}.` : 'No snapshot of this plan holds files.';
      return `The snapshot ${text(d.snapshot)} of “${text(d.plan)}” holds databases only, no files. ${next}`;
    },
  },
  'nothing-unusual': {
    exit: 10,
    status: 404,
    sentence: (d) => `No unusual change of “${text(d.plan)}” waits for an answer. There is nothing to do.`,
  },
  'dump-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) => {
      const held = text(d.held);
      const where = d.where === undefined ? '' : ` in ${text(d.where)}`;
      return `There is no dump of “${text(d.database)}”${where}. ${held ? `It holds: ${held}.` : 'See “holdfast databases”.'}`;
    },
  },
  'path-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) => {
      const nearest = text(d.nearest);
      const where = text(d.where);
      return `${text(d.path)} is not ${where === 'this computer' ? 'on' : 'in'} ${where}.${nearest ? ` Nearest: ${nearest}.` : ''}`;
    },
  },
  'no-desktop': {
    exit: 15,
    status: 409,
    sentence: (d) =>
      `There is no desktop here on which ${text(d.path)} could be opened. Write it out with “holdfast cat SNAPSHOT PATH > FILE”, or restore it into a folder.`,
  },
  'not-opened': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `No program opened the copy (${text(d.reason)}). It lies at ${text(d.path)} for a day: open it from there, or choose a program for such files in the system’s settings.`,
  },
  'no-room-to-open': {
    exit: 12,
    status: 507,
    sentence: (d) =>
      `${text(d.path)} has ${text(d.size)}, but ${text(d.folder)}, where the copy to open would lie, has only ${text(d.free)} free. Restore it into another folder instead.`,
  },
  locked: {
    exit: 11,
    status: 423,
    sentence: (d) =>
      `Another run holds “${text(d.plan)}”: ${text(d.holder)} since ${text(d.since)}. Wait for it to end; a crashed run frees it by itself.`,
  },
  'owner-unreachable': {
    exit: 11,
    status: 503,
    sentence: (d) =>
      `Holdfast is running (process ${text(d.pid)}) but does not answer. Wait a moment, or end that process and try again.`,
  },
  'destination-missing': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `The repository ${text(d.path)} is not there. Plug in or mount its drive and try again; nothing was written.`,
  },
  'destination-silent': {
    exit: 12,
    status: 504,
    sentence: (d) =>
      `The volume of ${text(d.path)} does not answer. Check its connection and try again; nothing was written.`,
  },
  'destination-not-mounted': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `The drive of ${text(d.path)} is not mounted: the folder is there but holds no repository. Mount the drive and try again; nothing was written.`,
  },
  'destination-wrong-volume': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `${text(d.path)} is not the volume this plan was made for (${text(d.reason)}). Connect the right drive, or run “holdfast repository adopt ${text(d.path)}” if you moved the repository on purpose. Nothing was written.`,
  },
  'destination-read-only': {
    exit: 12,
    status: 409,
    sentence: (d) => `${text(d.path)} is read-only or not yours to write. Make it writable and try again.`,
  },
  'destination-full': {
    exit: 12,
    status: 507,
    sentence: (d) =>
      `There is not enough space on ${text(d.path)}${d.needed === undefined ? '' : `: ${text(d.needed)} needed, ${text(d.free)} free`}. ${d.pruned === undefined ? '' : `${text(d.pruned)} of the snapshots that were no longer kept went, which was not enough. `}Free some space or delete old snapshots, then run again; what was copied is kept.`,
  },
  'volume-in-use': {
    exit: 11,
    status: 423,
    sentence: (d) =>
      `Something still uses the drive at ${text(d.path)}, so it was not unmounted. Close the files, terminals and programs that are open there, and try again.`,
  },
  'volume-not-unmounted': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `The drive at ${text(d.path)} was not unmounted: ${text(d.reason)}. Unmount it with the means of the system before you unplug it.`,
  },
  'no-hard-links': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `The volume of ${text(d.path)} has no hard links, so every snapshot would be a full copy (${text(d.cost)} each). Use another volume, or allow it with --allow-full-copies.`,
  },
  'format-unknown': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `${text(d.path)} was written by a newer Holdfast (format ${text(d.format)}). Update Holdfast to use it.`,
  },
  'source-missing': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `${text(d.path)} is missing or empty though it had files. Its last good copy is carried along. If it is meant to be empty, run “holdfast plan edit ${text(d.plan)} --accept-empty”.`,
  },
  'hook-stopped': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `The command before the backup failed (${text(d.end)}), so nothing was backed up: ${text(d.command)}. What it wrote is in the run’s log. Mend it, or let backups go on without it: edit the commands of “${text(d.plan)}”.`,
  },
  'nothing-backed-up': {
    exit: 1,
    status: 409,
    sentence: (d) => `No file of “${text(d.plan)}” could be backed up. See the warnings of this run.`,
  },
  'no-database-chosen': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `The server “${text(d.label)}” has no database that the plan takes (${text(d.include)}), so nothing of it was backed up. Change what is taken, or remove the server from the plan.`,
  },
  damaged: {
    exit: 13,
    status: 409,
    sentence: (d) =>
      `${text(d.count)} ${d.count === 1 ? 'file is' : 'files are'} damaged or missing${d.snapshot === undefined ? '' : ` in the snapshot ${text(d.snapshot)}`}. Run “holdfast repair ${text(d.snapshot) || '--all'}” to bring back what another snapshot or the source still holds.`,
  },
  'repair-incomplete': {
    exit: 13,
    status: 409,
    sentence: (d) =>
      `${text(d.count)} damaged ${d.count === 1 ? 'file' : 'files'} could not be repaired: no good copy was found. Back up again to keep what the source has now; older versions may still be whole (“holdfast history PATH”).`,
  },
  'restore-through-link': {
    exit: 2,
    status: 409,
    sentence: (d) =>
      `${text(d.path)} is a symbolic link now, and a restore does not write through links. Restore into another folder, or move the link away first.`,
  },
  'restore-into-repository': {
    exit: 2,
    status: 409,
    sentence: (d) => `${text(d.path)} lies inside the repository ${text(d.repository)}. Restore into another folder.`,
  },
  'restore-incomplete': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `${text(d.count)} of the chosen files could not be restored. See the warnings.${d.run === undefined ? '' : ` Once the reasons are gone, “holdfast restore finish ${text(d.run)}” does the rest.`}`,
  },
  'restore-changed': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `${text(d.count)} ${d.count === 1 ? 'entry is' : 'entries are'} not as the dry run found ${d.count === 1 ? 'it' : 'them'}: ${text(d.examples)}. Nothing was touched. Look at the new dry run, then restore again.`,
  },
  'restore-source-damaged': {
    exit: 13,
    status: 409,
    sentence: (d) => {
      const nearest = text(d.nearest);
      const one = d.count === 1;
      return `${text(d.count)} of the files to be restored ${one ? 'is' : 'are'} damaged in the snapshot: ${text(d.paths)}. Nothing was touched. ${nearest ? `Undamaged and nearest in time: ${nearest}. Take ${one ? 'that' : 'those'} instead (--on-damage nearest), leave` : 'No other snapshot holds an undamaged version. Leave'} ${one ? 'it' : 'them'} out (--on-damage leave-out), or try “holdfast repair”.`;
    },
  },
  'restore-interrupted': {
    exit: 1,
    status: 500,
    sentence: (d) => {
      const run = text(d.run);
      if (run === '')
        return 'The restore was cut off (crash, power or unplugging) before it touched anything. Start it again.';
      if (d.done === true)
        return `The restore had done everything when it was cut off (crash, power or unplugging). Take it back with “holdfast restore undo ${run}” if it should not be.`;
      return `The restore was cut off (crash, power or unplugging). Each file is either the old or the new one, whole. Finish it with “holdfast restore finish ${run}”, or take it back with “holdfast restore undo ${run}”.`;
    },
  },
  'not-undoable': {
    exit: 2,
    status: 409,
    sentence: (d) => `The restore ${text(d.run)} can’t be undone: ${text(d.reason)}`,
  },
  'not-finishable': {
    exit: 2,
    status: 409,
    sentence: (d) => `There is nothing to finish of the restore ${text(d.run)}: ${text(d.reason)}`,
  },
  'restore-blocked': {
    exit: 2,
    status: 409,
    sentence: (d) => `The restore can’t be done as asked, and nothing was touched. ${sentences(d.problems)}`,
  },
  'database-in-use': {
    exit: 11,
    status: 423,
    sentence: (d) =>
      `${text(d.count)} other ${d.count === 1 ? 'session uses' : 'sessions use'} the database ${text(d.database)} (${text(d.sessions)}). It is as it was. Have them ended (--end-sessions), or restore again when they are gone.`,
  },
  'database-not-restored': {
    exit: 1,
    status: 500,
    sentence: (d) => `${text(d.database)} could not be restored: ${text(d.reason)} ${text(d.rest)}`,
  },
  'database-restored-otherwise': {
    exit: 13,
    status: 409,
    sentence: (d) =>
      `The dump of ${text(d.database)} does not restore to what was recorded: ${text(d.differences)}. ${text(d.rest)}`,
  },
  'database-not-kept': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `The database ${text(d.database)} was restored, but what it held before could not be kept as a dump: ${text(d.reason)} It is still on the server, under the name ${text(d.kept)}. Go back to it with “holdfast restore-database undo ${text(d.run)}”, or remove it with DROP DATABASE once nobody needs it.`,
  },
  'database-restore-interrupted': {
    exit: 1,
    status: 500,
    sentence: (d) => {
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
  },
  'safety-incomplete': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `${text(d.count)} of the entries that this restore would change could not be saved first: ${text(d.paths)}. Nothing was touched. Try again, leave them out, or restore without a safety copy (--no-safety).`,
  },
  'confirmation-needed': {
    exit: 14,
    status: 409,
    sentence: (d) => `${text(d.consequence)} To go on, confirm with: ${text(d.phrase)}`,
  },
  'program-missing': {
    exit: 15,
    status: 409,
    sentence: (d) => `${text(d.program)} is not installed. Install it with: ${text(d.install)}`,
  },
  'program-too-old': {
    exit: 15,
    status: 409,
    sentence: (d) =>
      `${text(d.program)} ${text(d.version)} is too old, ${text(d.minimum)} or newer is needed. Install it with: ${text(d.install)}`,
  },
  'program-failed': {
    exit: 1,
    status: 500,
    sentence: (d) => `${text(d.program)} failed (exit ${text(d.exitCode)}): ${text(d.stderr)}`,
  },
  'database-unreachable': {
    exit: 12,
    status: 503,
    sentence: (d) => `The PostgreSQL server ${text(d.server)} can’t be reached: ${text(d.reason)}`,
  },
  'database-tls': {
    exit: 12,
    status: 409,
    sentence: (d) => `No safe connection to the PostgreSQL server ${text(d.server)}: ${text(d.reason)}`,
  },
  'database-refused': {
    exit: 12,
    status: 409,
    sentence: (d) => `The PostgreSQL server ${text(d.server)} does not let “${text(d.user)}” in: ${text(d.reason)}`,
  },
  'password-needed': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `The PostgreSQL server ${text(d.server)} wants the password of “${text(d.user)}”, and none is kept here${d.reason === undefined ? '' : ` (${text(d.reason)})`}. Give it with “holdfast plan edit PLAN --change-database ${text(d.label) || 'LABEL'} --ask-password”, or put it into ~/.pgpass.`,
  },
  'database-not-found': {
    exit: 10,
    status: 404,
    sentence: (d) =>
      `There is no database “${text(d.database)}” on the PostgreSQL server ${text(d.server)}. Check its name; “holdfast plan edit PLAN --change-database LABEL” changes what is backed up.`,
  },
  'database-rights': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `“${text(d.user)}” may not do that in ${text(d.database)}: ${text(d.reason)}. Have the server’s administrator grant it (a role with pg_read_all_data reads everything), or leave that out of the plan (--exclude-table, --exclude-schema).`,
  },
  'row-security': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `Row security hides rows of ${text(d.database)} from “${text(d.user)}”: ${text(d.reason)}. Use a role with BYPASSRLS or the owner of the table, or leave the table out (--exclude-table).`,
  },
  'database-locked': {
    exit: 11,
    status: 423,
    sentence: (d) =>
      `Another session of ${text(d.database)} holds a lock for too long: ${text(d.reason)}. Wait for it to end and run again, or end that session on the server.`,
  },
  'database-busy': {
    exit: 11,
    status: 423,
    sentence: (d) =>
      `Another Holdfast is at work on the database “${text(d.database)}” of ${text(d.server)}${d.holder === undefined ? '' : ` (${text(d.holder)})`}. Wait for it to end and run again.`,
  },
  'database-timeout': {
    exit: 12,
    status: 504,
    sentence: (d) =>
      `The PostgreSQL server ended a query on ${text(d.database)}: ${text(d.reason)}. Look for what keeps the server busy, or raise its statement_timeout for “${text(d.user)}”.`,
  },
  'database-lost': {
    exit: 12,
    status: 503,
    sentence: (d) =>
      `The connection to the PostgreSQL server ${text(d.server)} was lost: ${text(d.reason)}. Look whether the server runs and run again.`,
  },
  'database-failed': {
    exit: 1,
    status: 500,
    sentence: (d) =>
      `PostgreSQL reported a failure on ${text(d.database)}: ${text(d.reason)}. The server’s log and the log of the run may hold more.`,
  },
  'dump-incomplete': {
    exit: 1,
    status: 500,
    sentence: (d) =>
      `The dump of “${text(d.database)}” is not whole: ${text(d.reason)}. Nothing of it was kept. Run again; the log of the run holds more.`,
  },
  'database-emptied': {
    exit: 1,
    status: 409,
    sentence: (d) =>
      `“${text(d.database)}” holds no tables any more, though its last dump had ${text(d.tables)}. Look whether it is the right database. If it is meant to be empty, run “holdfast plan edit PLAN --accept-empty”.`,
  },
  'client-missing': {
    exit: 15,
    status: 409,
    sentence: (d) =>
      `PostgreSQL’s ${text(d.program)} is not installed, and ${text(d.server)} needs version ${text(d.major)} or newer. Install it with: ${text(d.install)}`,
  },
  'client-too-old': {
    exit: 15,
    status: 409,
    sentence: (d) =>
      `PostgreSQL’s ${text(d.program)} ${text(d.version)} is older than the server (${text(d.major)}) and can’t work with it. Install it with: ${text(d.install)}`,
  },
  'secret-unreadable': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `The passwords kept in ${text(d.file)} can’t be read: ${text(d.reason)}. Give them again with “holdfast plan edit PLAN --change-database ${text(d.label) || 'LABEL'} --ask-password”.`,
  },
  'keyring-unavailable': {
    exit: 12,
    status: 409,
    sentence: (d) => keyringSentence(d.action === 'move' ? 'move' : 'read', d.state),
  },
  'keyring-entry-lost': {
    exit: 12,
    status: 409,
    sentence: () =>
      'The passwords can’t be read: their key should lie in the system’s keyring, and is not there (any more). It was removed there, or this home comes from another computer: bring the key over with “holdfast secrets move file” there. If it is gone for good, “holdfast secrets forget”, then give the passwords again.',
  },
  'secrets-busy': {
    exit: 11,
    status: 409,
    sentence: () => 'Another Holdfast is moving the key to the passwords just now. Try again in a moment.',
  },
  'test-restore-failed': {
    exit: 13,
    status: 409,
    sentence: (d) =>
      `${text(d.count)} ${d.count === 1 ? 'dump does' : 'dumps do'} not restore to what was recorded: ${text(d.databases)}. See what differs in the report; “holdfast verify” tells damaged files, and a new backup makes a new dump.`,
  },
  'test-restore-impossible': {
    exit: 1,
    status: 409,
    sentence: (d) => `${text(d.database)} could not be tested by restoring it: ${text(d.reason)}`,
  },
  'test-restore-running': {
    exit: 11,
    status: 409,
    sentence: () => 'Another test restore is going on. Wait for it to end or cancel it first.',
  },
  'scratch-missing': {
    exit: 15,
    status: 409,
    sentence: (d) =>
      `A test restore needs PostgreSQL’s server programs of version ${text(d.major)} or newer on this machine, to start a scratch server. Install them with: ${text(d.install)}. Or let the plan use a temporary database of the server itself (--test-on-server).`,
  },
  'scratch-full': {
    exit: 12,
    status: 507,
    sentence: (d) =>
      `A test restore of ${text(d.database)} needs about ${text(d.needed)}, but ${text(d.folder)} has only ${text(d.free)} free. Make room there, or set TMPDIR to a folder with more.`,
  },
  'scratch-failed': {
    exit: 1,
    status: 500,
    sentence: (d) => `The scratch server for the test restore could not be used: ${text(d.reason)}`,
  },
  'deletion-unfinished': {
    exit: 12,
    status: 409,
    sentence: (d) =>
      `What was to be deleted is gone from the list of snapshots, but its files are not all removed yet: ${text(d.reason)}. Holdfast removes the rest as soon as ${text(d.path)} can be written again.`,
  },
  interrupted: {
    exit: 1,
    status: 500,
    sentence: () => 'The run was cut off (crash, power or unplugging). The next run continues from what was copied.',
  },
  cancelled: {
    exit: 130,
    status: 409,
    sentence: (d) => `Cancelled. ${text(d.rest) || 'What was copied is kept for the next run.'}`,
  },
  internal: {
    exit: 1,
    status: 500,
    sentence: (d) =>
      `Something unexpected went wrong: ${text(d.reason).replace(/\.$/, '')}. The log of the run holds the details.`,
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorKinds;
export type ErrorDetails = Details;

export const errorCodes = Object.keys(errorKinds) as readonly ErrorCode[];

/** A failure a person can act on. `message` is the kind's sentence; the cause, when any, is kept for the log. */
export class HoldfastError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(errorKinds[code].sentence(details), cause === undefined ? undefined : { cause });
    this.name = 'HoldfastError';
    this.code = code;
    this.details = details;
  }
}

export const isErrorCode = (value: unknown): value is ErrorCode => typeof value === 'string' && value in errorKinds;

/** Anything thrown, as a HoldfastError: what is not one already becomes `internal` with the original as its cause. */
export function asHoldfastError(error: unknown): HoldfastError {
  if (error instanceof HoldfastError) return error;
  return new HoldfastError('internal', { reason: error instanceof Error ? error.message : String(error) }, error);
}
