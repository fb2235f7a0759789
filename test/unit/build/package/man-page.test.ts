import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { manPage } from '../../../../build/package/man-page.ts';
import { describeProgram } from '../../../../electron/cli/describe-program.ts';
import { exitMeanings } from '../../../../electron/cli/overview.ts';
import { verbGroups, verbs } from '../../../../electron/cli/verbs.ts';

const page = manPage({
  ...{ program: describeProgram(), groups: verbGroups, exitMeanings, version: '1.2.3', date: '2026-11-21' },
});

const rendered = spawnSync('mandoc', ['-Tutf8', '-Owidth=200'], { input: page, encoding: 'utf8' })
  .stdout.replaceAll(/.[\b]/g, '')
  .replaceAll('\u00a0', ' ');

test('mandoc and man find nothing to complain about', () => {
  const lint = spawnSync('mandoc', ['-Tlint', '-Wwarning'], { input: page, encoding: 'utf8' });
  expect(lint.stdout + lint.stderr).toBe('');
  const options = ['--warnings', '--encoding=UTF-8', '--local-file', '-'];
  const man = spawnSync('man', options, { input: page, encoding: 'utf8', env: { ...process.env, MANWIDTH: '80' } });
  expect(man.stderr).toBe('');
  expect(man.stdout).toContain('holdfast');
});

test.each(verbs)('it has $name with its summary and examples', ({ name, summary, examples }) => {
  expect(rendered).toMatch(new RegExp(`^ +${name}(?: |$)`, 'm'));
  expect(rendered.replaceAll(/\s+/g, ' ')).toContain(summary.replaceAll(/\s+/g, ' '));
  for (const example of examples) expect(rendered).toContain(example);
});

test('it has every option by its name, and the exit codes', () => {
  const flags = describeProgram().commands.flatMap((command) =>
    [command, ...command.commands].flatMap(({ options }) => options.flatMap(({ names }) => names)),
  );
  expect(flags.filter((flag) => flag !== '--help' && flag !== '-h' && !rendered.includes(flag))).toEqual([]);
  for (const [code, meaning] of exitMeanings) expect(rendered).toMatch(new RegExp(`${code}\\s+${meaning}`));
});
