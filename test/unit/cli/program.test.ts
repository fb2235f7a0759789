import { expect, test } from 'vitest';
import { readCommandLine } from '../../../electron/cli/program.ts';
import { verbs } from '../../../electron/cli/verbs.ts';

/** The verbs that the interface promises. */
const promised = `
  demo, demo remove, sample create, sample status, sample remove,
  init, connect, repository list, repository adopt, plan add, plan list, plan show, plan edit, plan remove, plan preview,
  backup, schedule list, schedule next, schedule pause, schedule resume, runs, run show, run log, run cancel, snapshots, ls, find, history, diff, compare, deleted, cat, open, restore,
  restore undo, restore finish, restore-database, restore-database undo, databases, databases show, databases test, verify,
  notifications list, notifications add, notifications change, notifications remove, notifications test, notifications log,
  volumes, volumes unmount, volumes reserve, repair, changes, pin, unpin, delete, prune, storage, audit, doctor, catalogue rebuild, settings get, settings set, secrets status, secrets move, secrets forget, completion, serve,
  service install, service uninstall, service status, login on, login off, login status`
  .split(',')
  .map((name) => name.trim());

const text = (...words: readonly string[]): string => {
  const reading = readCommandLine(words);
  return reading.kind === 'text' ? reading.text : `not text but ${reading.kind}`;
};
const reason = (...words: readonly string[]): string => {
  const reading = readCommandLine(words);
  return reading.kind === 'wrong' ? reading.reason : `not wrong but ${reading.kind}`;
};

test('every promised verb exists, and no other', () => {
  expect(verbs.map(({ name }) => name).sort()).toEqual([...promised].sort());
});

test.each(promised)('the help shows %s, and its own help an example', (name) => {
  const verb = verbs.find((candidate) => candidate.name === name);
  expect(text('help')).toContain(`\n  ${name}  `);
  const help = text('help', ...name.split(' '));
  expect(help).toContain(`Usage: holdfast ${name}`);
  for (const example of verb?.examples ?? ['an example']) expect(help).toContain(`\n  ${example}`);
  expect(text(...name.split(' '), '--help')).toBe(help);
});

test.each(verbs.flatMap(({ name, examples }) => examples.map((example) => [example, name] as const)))(
  '%s is understood',
  (example, name) => {
    expect(example.startsWith(`holdfast ${name}`)).toBe(true);
    const words = [...(example.split('>')[0] ?? '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
      (match) => match[1] ?? match[2] ?? match[3] ?? '',
    );
    expect(readCommandLine(words.slice(1))).toMatchObject({ kind: 'work' });
  },
);

test('wrong usage says what is wrong and which verb is nearest', () => {
  expect(reason('bakup')).toBe('Unknown verb “bakup”. Did you mean “backup”? See “holdfast help”.');
  expect(reason('plan', 'lst')).toContain('Did you mean “list”?');
  expect(reason('help', 'restor')).toContain('Did you mean “restore”?');
  expect(reason('help', 'plan', 'ad')).toContain('Did you mean “add”?');
  expect(reason('backup', '--full-checksums')).toContain('Did you mean “--full-checksum”?');
  expect(reason('init')).toBe(
    'Missing required argument “REPOSITORY” (folder on the drive that will hold the snapshots). See “holdfast help init”.',
  );
  expect(reason('plan', 'add', 'x')).toContain('See “holdfast help plan add”.');
  expect(reason('plan', 'lst')).toContain('See “holdfast help plan”.');
  expect(reason('pin', 'a', 'b')).toContain('Too many arguments');
  for (const verb of ['add', 'list', 'preview']) expect(reason('plan')).toContain(`\n  plan ${verb}  `);
  expect(reason()).toContain('Usage: holdfast VERB');
});

test('options for everything may stand anywhere', () => {
  const options = { json: true, home: '/h' };
  expect(readCommandLine(['--json', '--home', '/h', 'plan', 'list'])).toMatchObject({ options });
  expect(readCommandLine(['plan', 'list', '--home', '/h', '--json'])).toMatchObject({ options });
});

test('--version is the version of the package', () => {
  expect(text('--version')).toMatch(/^\d+\.\d+\.\d+/);
});
