import type {
  ArgumentDescription,
  CommandDescription,
  OptionDescription,
} from '../../electron/cli/describe-program.ts';

export interface ManPage {
  readonly program: CommandDescription;
  /** The verbs by the titles of their groups, as the help shows them. */
  readonly groups: Readonly<Record<string, readonly { readonly name: string }[]>>;
  readonly exitMeanings: readonly (readonly [number, string])[];
  readonly version: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** `holdfast(1)` in the macros of man(7), made from the command line itself. Pure. */
export function manPage({ program, groups, exitMeanings, version, date }: ManPage): string {
  const everywhere = program.options.filter(({ names }) => !names.includes('--help'));
  const lines = [
    '.\\" Made from the program’s own help.',
    `.TH HOLDFAST 1 ${date} "Holdfast ${version}" "User Commands"`,
    // Ragged on the right, and no word broken: what is to be typed stays whole.
    '.ad l',
    '.nh',
    '.SH NAME',
    `holdfast \\- ${text('local backups of folders and PostgreSQL databases that you can get back without us')}`,
    '.SH SYNOPSIS',
    '.B holdfast',
    '.I VERB',
    '.RI [ arguments ]',
    '.RI [ options ]',
    '.SH DESCRIPTION',
    ...prose(
      'Holdfast backs up folders and PostgreSQL databases onto a disk of yours. A snapshot is a plain folder tree whose unchanged files are hard links, checksums are what sha256sum(1) reads, and every repository carries a recovery guide, RECOVERY.html.',
    ),
    '.PP',
    ...prose(
      'A command goes through the window or service that runs for the home, if there is one, else it works in its own process. Relative paths count from the current folder.',
    ),
    '.SH "OPTIONS FOR ALL VERBS"',
    ...everywhere.flatMap(optionLines),
    ...Object.entries(groups).flatMap(([title, verbs]) => [
      `.SH ${quoted(title.toUpperCase())}`,
      ...verbs.flatMap(({ name }) => verbLines(find(program, name))),
    ]),
    '.SH "EXIT STATUS"',
    ...exitMeanings.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, ...prose(`${meaning}.`)]),
    '.SH ENVIRONMENT',
    '.TP',
    '.B HOLDFAST_HOME',
    ...prose('The home: settings and catalogue. The option --home comes before it.'),
    '.SH FILES',
    '.TP',
    '.I ~/.local/share/holdfast',
    ...prose('The usual home. It holds nothing that could not be read anew from the repositories, but for settings.'),
    '.SH "SEE ALSO"',
    '.BR rsync (1),',
    '.BR pg_dump (1),',
    '.BR pg_restore (1),',
    '.BR sha256sum (1)',
  ];
  return `${lines.join('\n')}\n`;
}

function find(program: CommandDescription, name: string): CommandDescription {
  const found = name
    .split(' ')
    .reduce<CommandDescription | undefined>(
      (at, word) => at?.commands.find(({ words }) => words.at(-1) === word),
      program,
    );
  if (found === undefined) throw new Error(`The command line has no verb “${name}”.`);
  return found;
}

function verbLines(verb: CommandDescription): readonly string[] {
  const options = verb.options.filter(({ names }) => !names.includes('--help'));
  return [
    `.SS ${quoted(`${verb.words.join(' ')} ${verb.usage.replace(/\[options\] ?/, '')}`.trim())}`,
    ...prose(`${verb.summary}.`),
    ...verb.arguments.filter(({ description }) => description !== '').flatMap(argumentLines),
    ...options.flatMap(optionLines),
    ...(verb.notes.length === 0 ? [] : ['.PP', ...asIs(verb.notes)]),
    '.PP',
    verb.examples.length > 1 ? 'Examples:' : 'Example:',
    ...asIs(verb.examples.map((line) => `  ${line}`)),
  ];
}

const argumentLines = ({ name, description }: ArgumentDescription): readonly string[] => [
  '.TP',
  `.I ${quoted(name)}`,
  ...prose(`${description}.`),
];

function optionLines({ names, description, value }: OptionDescription): readonly string[] {
  const words = names.map((name) => `\\fB${text(name)}\\fR`).join(', ');
  const shown =
    value === null ? '' : ` ${value.required ? '' : '['}\\fI${text(value.name)}\\fR${value.required ? '' : ']'}`;
  const choices = value !== null && value.choices.length > 0 ? ` (${value.choices.join(', ')})` : '';
  return ['.TP', `${words}${shown}${value?.variadic ? ' ...' : ''}`, ...prose(`${description}${choices}.`)];
}

const widest = 76;

/** Running text in short lines, as man(7) wants it. */
const prose = (paragraph: string): readonly string[] =>
  (paragraph.match(new RegExp(`\\S.{0,${widest - 1}}(?=\\s|$)|\\S+`, 'g')) ?? []).map((line) => text(line.trim()));

/** Lines that stay as they are. */
const asIs = (lines: readonly string[]): readonly string[] => [
  '.nf',
  ...lines.map((line) => (line.trim() === '' ? '.sp' : text(line))),
  '.fi',
];

/** A backslash begins a command of roff, as does a dot or an apostrophe at the start of a line; a hyphen is no minus. */
const text = (line: string): string =>
  line
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll(/\S{40,}/g, (long) => long.replaceAll(',', ',\\:'))
    .replace(/^(?=[.'])/, '\\&');

/** As one argument of a macro. */
const quoted = (words: string): string => `"${text(words).replaceAll('"', '\\(dq')}"`;
