import path from 'node:path';
import { code, count, escapeHtml, inBytes, inWords } from './page-words.ts';
import type { DumpContents, PlanContents, SnapshotContents } from './read-contents.ts';
import { renderDatabases } from './render-databases.ts';
import { restoreOwnersScript } from './restore-owners-script.ts';
import { runbookStyle } from './runbook-style.ts';
import { shellQuote } from './shell-quote.ts';

/** The runbook as one HTML page without anything from elsewhere. Pure: the same contents give the same page. */
export function renderRunbook(plans: readonly PlanContents[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Getting your data back</title>
<style>${runbookStyle}</style>
</head>
<body>
<main>
<header>
<h1>Getting your data back</h1>
<p class="lead">This folder is a backup made by Holdfast. You do not need Holdfast to read it: every snapshot is a plain
folder with your files in it, under the names they had, and with dumps of databases that PostgreSQL’s own programs read.</p>
<p class="care"><strong>Copy out, never work in here.</strong> Snapshots share unchanged files. Editing, renaming or
deleting something inside one changes other snapshots too. Copy what you need to another place and open it there.</p>
</header>
${renderPlans(plans)}
${holdsFiles(plans) ? renderSteps(exampleOf(plans)) : ''}
${renderDatabases(plans)}
${renderClosing(exampleOf(plans))}
</main>
</body>
</html>
`;
}

function renderPlans(plans: readonly PlanContents[]): string {
  if (plans.length === 0) return '<section><h2>What is here</h2><p>No snapshot has been made yet.</p></section>';
  return `<section>\n<h2>What is here</h2>\n${plans.map(renderPlan).join('\n')}\n</section>`;
}

function renderPlan({ slug, name, machine, snapshots, newest, hasSafety, databases }: PlanContents): string {
  const [latest] = newest;
  const place = `plans/${slug}/snapshots`;
  const rest = snapshots > newest.length ? `<li class="more">and ${count(snapshots - newest.length)} older</li>` : '';
  return `<article>
<h3>${escapeHtml(name)}</h3>
<dl>
<div><dt>Computer</dt><dd>${escapeHtml(machine)}</dd></div>
${renderNames('Folders', newest.find(({ roots }) => roots.length > 0)?.roots ?? [])}${renderNames('Databases', databases.map(nameOf))}<div><dt>Newest</dt><dd>${latest ? describe(latest) : ''}</dd></div>
</dl>
<p>Snapshots, newest first, in <span class="path">${escapeHtml(place)}</span>. Names tell the time in UTC.</p>
<ul>${newest.map((snapshot) => `<li><span class="path">${escapeHtml(snapshot.name)}</span> <small>${describe(snapshot)}</small></li>`).join('')}${rest}</ul>${hasSafety ? safetyNote : ''}
</article>`;
}

const renderNames = (title: string, names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `<div><dt>${title}</dt><dd>${names.map((name) => `<span class="path">${escapeHtml(name)}</span>`).join(' ')}</dd></div>\n`;

const nameOf = ({ label, database }: DumpContents): string => `${label}/${database}`;

const safetyNote = `
<p>Names that end in <span class="path">-safety</span> are no backups: each holds only what one restore replaced or deleted, as
it was before.</p>`;

const holdsFiles = (plans: readonly PlanContents[]): boolean =>
  plans.length === 0 || plans.some(({ newest }) => newest.some(({ files }) => files !== null));

interface Example {
  /** A snapshot's folder, from the repository. */
  readonly snapshot: string;
  /** One of its folders, absolute. */
  readonly root: string;
}

function exampleOf(plans: readonly PlanContents[]): Example {
  const examples = plans.flatMap(({ slug, newest }) => {
    const latest = newest.find(({ roots }) => roots.length > 0);
    return latest ? [{ snapshot: `plans/${slug}/snapshots/${latest.name}`, root: latest.roots[0] ?? '/' }] : [];
  });
  const [plan] = plans;
  const dumped = plan?.newest[0] ? `plans/${plan.slug}/snapshots/${plan.newest[0].name}` : undefined;
  return examples[0] ?? { snapshot: dumped ?? 'plans/PLAN/snapshots/SNAPSHOT', root: '/home/you/documents' };
}

function renderSteps({ snapshot, root }: Example): string {
  const files = path.join(snapshot, 'files', root);
  const name = path.basename(root) || 'everything';
  return `<section>
<h2>With a file manager</h2>
<ol>
<li>Open <span class="path">plans</span>, then the plan, then <span class="path">snapshots</span>, then the newest date.</li>
<li>Open <span class="path">files</span>. Below it your folders lie as they did on the computer:
<span class="path">${escapeHtml(root)}</span> is <span class="path">${escapeHtml(path.join('files', root))}</span>.</li>
<li>Copy what you need to another disk or folder. If a file is damaged or older than you hoped, look into another date.</li>
</ol>
</section>
<section>
<h2>With a terminal</h2>
<p>Go to the folder that holds this page. One folder, with its times, links and rights:</p>
${code(`cp -a ${shellQuote(files)} \\
  ~/${shellQuote(`restored-${name}`)}`)}
<p>The same with rsync, which shows what it does, goes on after an interruption, and keeps hard links, ACLs and extended
attributes as well (as root it gives files back to their owners):</p>
${code(`rsync -aHAX --info=progress2 ${shellQuote(`${files}/`)} \\
  ~/${shellQuote(`restored-${name}/`)}`)}
<p>Find a file by name in all snapshots of all plans:</p>
${code("find plans/*/snapshots/*/files -name '*part of the name*'")}
</section>`;
}

function renderClosing({ snapshot }: Example): string {
  return `<section>
<h2>Is it all still right?</h2>
<p>Each snapshot lists the SHA-256 sum of each of its files and dumps. This prints only what is damaged or missing:</p>
${code(`cd ${shellQuote(snapshot)}\nzcat SHA256SUMS.gz | sha256sum --check --quiet`)}
<p>On macOS: <code>gzcat SHA256SUMS.gz | shasum -a 256 -c</code>.</p>
</section>
<section>
<h2>Owners and rights</h2>
<p>If Holdfast did not run as root, or the volume knows no owners, the files here belong to whoever made the backup. How
they were is recorded in <span class="path">METADATA.gz</span>, one line of JSON for each file and folder. After copying
<span class="path">files</span> to <span class="path">/mnt/restored</span>, this gives owners and rights back, as root:</p>
${code(`cd ${shellQuote(snapshot)}\n${restoreOwnersScript}`)}
</section>
<section>
<h2>With Holdfast</h2>
<p>On any computer that has it, this takes the whole repository in, with its plans, history and search:</p>
${code('holdfast connect /path/to/this/folder')}
</section>`;
}

function describe({ completedAt, files, bytes, dumps }: SnapshotContents): string {
  const parts = [
    inWords(completedAt),
    ...(files === null ? [] : [`${count(files)} files`]),
    ...(dumps.length === 0 ? [] : [`${count(dumps.length)} ${dumps.length === 1 ? 'database' : 'databases'}`]),
    inBytes(bytes),
  ];
  return parts.join(', ');
}
