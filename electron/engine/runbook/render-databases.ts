import { code, count, escapeHtml, inBytes, inWords } from './page-words.ts';
import type { DumpContents, PlanContents } from './read-contents.ts';
import { shellQuote } from './shell-quote.ts';

/** So many are shown one by one. */
const shown = 50;

interface PlacedDump extends DumpContents {
  /** The plan's name and the snapshot's folder, from the repository. */
  readonly plan: string;
  readonly folder: string;
}

/** How each database comes back by PostgreSQL's own programs; empty where the repository holds none. Pure. */
export function renderDatabases(plans: readonly PlanContents[]): string {
  const dumps = plans.flatMap(({ slug, name, databases }) =>
    databases.map((dump): PlacedDump => ({ ...dump, plan: name, folder: `plans/${slug}/snapshots/${dump.snapshot}` })),
  );
  if (dumps.length === 0) return '';
  const rest = dumps.length > shown ? `<p>And ${count(dumps.length - shown)} more, in the same way.</p>` : '';
  return `<section>
<h2>Databases</h2>
<p>You need a running PostgreSQL server of the same or a newer version, and <code>pg_restore</code> and <code>psql</code> that
are not older than it. Go to the folder that holds this page. What follows takes the newest dump of each database; older ones
lie under the same names in older snapshots. Give <code>--host</code>, <code>--port</code> and <code>--username</code> with
each command if the server is not this computer’s own.</p>
<p>Each dump is restored into a new, empty database, so nothing that is there is touched. Compare, then rename it or point
your program at it. Beside each dump a file ending in <span class="path">.counts.json</span> tells how many rows each table
had in that very state: what was restored has to have them too.</p>
${dumps.slice(0, shown).map(renderDump).join('\n')}${rest}
${renderMore(dumps[0])}
</section>`;
}

function renderDump(dump: PlacedDump): string {
  const { plan, label, database, folder, path, format, at, bytes, tables, rows, serverVersion, globals } = dump;
  const fresh = newName(database);
  const place = shellQuote(`${folder}/${path}`);
  const jobs = format === 'directory' ? ' --jobs=4' : '';
  return `<article>
<h3>${escapeHtml(database)} <small>${escapeHtml(`${plan}, server ${label}`)}</small></h3>
<p>As of ${inWords(at)}: ${count(tables)} tables, ${count(rows)} rows, ${inBytes(bytes)}; from PostgreSQL
${escapeHtml(serverVersion)}. ${format === 'directory' ? 'A folder' : 'One file'}, <span class="path">${escapeHtml(`${folder}/${path}`)}</span>.</p>
${globals === null ? '' : renderGlobals(`${folder}/${globals}`)}${code(`createdb --template=template0 ${fresh}
pg_restore --exit-on-error${jobs} --dbname=${fresh} ${place}`)}
</article>`;
}

const renderGlobals = (file: string): string =>
  `<p>On a server that lacks its roles, first (what exists already is reported and stays; passwords may have to be set anew):</p>
${code(`psql --no-psqlrc --dbname=postgres --file=${shellQuote(file)}`)}`;

/** A name that is free in most servers, and that no program takes for something else. */
const newName = (database: string): string =>
  /^[a-z_][a-z0-9_]{0,50}$/.test(database) ? `${database}_restored` : 'restored';

function renderMore(dump: PlacedDump | undefined): string {
  if (!dump) return '';
  const place = shellQuote(`${dump.folder}/${dump.path}`);
  return `<p>Owners or rights that this server does not have can be left out with <code>--no-owner</code> and
<code>--no-privileges</code>. To see what a dump holds, and to bring back a single table:</p>
${code(`pg_restore --list ${place}
pg_restore --dbname=${newName(dump.database)} --schema=public --table=NAME ${place}`)}
<p>Without any server, as text that can be read and searched:</p>
${code(`pg_restore --file=- ${place} | less`)}`;
}
