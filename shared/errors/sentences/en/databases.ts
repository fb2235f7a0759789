import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';

/** Of PostgreSQL, its dumps and their test restores. */
export const databases = {
  'database-unreachable': (d) => `The PostgreSQL server ${text(d.server)} can’t be reached: ${text(d.reason)}`,
  'database-tls': (d) => `No safe connection to the PostgreSQL server ${text(d.server)}: ${text(d.reason)}`,
  'database-refused': (d) =>
    `The PostgreSQL server ${text(d.server)} does not let “${text(d.user)}” in: ${text(d.reason)}`,
  'password-needed': (d) =>
    `The PostgreSQL server ${text(d.server)} wants the password of “${text(d.user)}”, and none is kept here${d.reason === undefined ? '' : ` (${text(d.reason)})`}. Give it with “holdfast plan edit PLAN --change-database ${text(d.label) || 'LABEL'} --ask-password”, or put it into ~/.pgpass.`,
  'database-not-found': (d) =>
    `There is no database “${text(d.database)}” on the PostgreSQL server ${text(d.server)}. Check its name; “holdfast plan edit PLAN --change-database LABEL” changes what is backed up.`,
  'database-rights': (d) =>
    `“${text(d.user)}” may not do that in ${text(d.database)}: ${text(d.reason)}. Have the server’s administrator grant it (a role with pg_read_all_data reads everything), or leave that out of the plan (--exclude-table, --exclude-schema).`,
  'row-security': (d) =>
    `Row security hides rows of ${text(d.database)} from “${text(d.user)}”: ${text(d.reason)}. Use a role with BYPASSRLS or the owner of the table, or leave the table out (--exclude-table).`,
  'database-locked': (d) =>
    `Another session of ${text(d.database)} holds a lock for too long: ${text(d.reason)}. Wait for it to end and run again, or end that session on the server.`,
  'database-busy': (d) =>
    `Another Holdfast is at work on the database “${text(d.database)}” of ${text(d.server)}${d.holder === undefined ? '' : ` (${text(d.holder)})`}. Wait for it to end and run again.`,
  'database-timeout': (d) =>
    `The PostgreSQL server ended a query on ${text(d.database)}: ${text(d.reason)}. Look for what keeps the server busy, or raise its statement_timeout for “${text(d.user)}”.`,
  'database-lost': (d) =>
    `The connection to the PostgreSQL server ${text(d.server)} was lost: ${text(d.reason)}. Look whether the server runs and run again.`,
  'database-failed': (d) =>
    `PostgreSQL reported a failure on ${text(d.database)}: ${text(d.reason)}. The server’s log and the log of the run may hold more.`,
  'dump-incomplete': (d) =>
    `The dump of “${text(d.database)}” is not whole: ${text(d.reason)}. Nothing of it was kept. Run again; the log of the run holds more.`,
  'database-emptied': (d) =>
    `“${text(d.database)}” holds no tables any more, though its last dump had ${text(d.tables)}. Look whether it is the right database. If it is meant to be empty, run “holdfast plan edit PLAN --accept-empty”.`,
  'client-missing': (d) =>
    `PostgreSQL’s ${text(d.program)} is not installed, and ${text(d.server)} needs version ${text(d.major)} or newer. Install it with: ${text(d.install)}`,
  'client-too-old': (d) =>
    `PostgreSQL’s ${text(d.program)} ${text(d.version)} is older than the server (${text(d.major)}) and can’t work with it. Install it with: ${text(d.install)}`,
  'secret-unreadable': (d) =>
    `The passwords kept in ${text(d.file)} can’t be read: ${text(d.reason)}. Give them again with “holdfast plan edit PLAN --change-database ${text(d.label) || 'LABEL'} --ask-password”.`,
  'test-restore-failed': (d) =>
    `${text(d.count)} ${d.count === 1 ? 'dump does' : 'dumps do'} not restore to what was recorded: ${text(d.databases)}. See what differs in the report; “holdfast verify” tells damaged files, and a new backup makes a new dump.`,
  'test-restore-impossible': (d) => `${text(d.database)} could not be tested by restoring it: ${text(d.reason)}`,
  'test-restore-running': () => 'Another test restore is going on. Wait for it to end or cancel it first.',
  'scratch-missing': (d) =>
    `A test restore needs PostgreSQL’s server programs of version ${text(d.major)} or newer on this machine, to start a scratch server. Install them with: ${text(d.install)}. Or let the plan use a temporary database of the server itself (--test-on-server).`,
  'scratch-full': (d) =>
    `A test restore of ${text(d.database)} needs about ${text(d.needed)}, but ${text(d.folder)} has only ${text(d.free)} free. Make room there, or set TMPDIR to a folder with more.`,
  'scratch-failed': (d) => `The scratch server for the test restore could not be used: ${text(d.reason)}`,
} as const satisfies SentencesOf;
