import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommand, quoteCommand } from '../../../../electron/engine/startup/systemd/exec-words.ts';
import { commandOf, unitText } from '../../../../electron/engine/startup/systemd/unit-text.ts';

/** What means something to whoever reads a word, and what does not. */
const odd = [...'ab 1"\'\\$%`~;#&|<>()*?=x{}[]\n\r\t\u0001\u007f\u00a0\u2028ü✓🙂'];

const words = fc.array(fc.string({ unit: fc.constantFrom(...odd), minLength: 1 }), { minLength: 1, maxLength: 6 });
/** systemd takes no variable for the program itself, so a `$` there is not doubled. */
const command = fc
  .tuple(fc.constantFrom('/usr/bin/node', '/opt/a $b%c/node'), words)
  .map(([first, rest]) => [first, ...rest]);

test('plain words stay as they are, others are quoted and escaped as systemd reads them', () => {
  expect(quoteCommand(['/usr/bin/node', '/srv/holdfast.js', '--port', '4711'])).toBe(
    '/usr/bin/node /srv/holdfast.js --port 4711',
  );
  expect(quoteCommand(['/opt/my programs/node', '/home/ann/100% "sure" $HOME\\x'])).toBe(
    '"/opt/my programs/node" "/home/ann/100%% \\"sure\\" $$HOME\\\\x"',
  );
  expect(quoteCommand(['/bin/a', 'two\nlines', ''])).toBe('/bin/a "two\\x0alines" ""');
});

test('whatever was quoted is read again word for word, also out of a whole unit', () => {
  fc.assert(
    fc.property(command, (given) => {
      expect(parseCommand(quoteCommand(given))).toEqual(given);
    }),
  );
  fc.assert(
    fc.property(command, fc.string(), (given, home) => {
      expect(commandOf(unitText({ home, command: given }))).toEqual(given);
    }),
  );
});

test('what others wrote is read as well as can be', () => {
  expect(
    commandOf('[Service]\nExecStart=/bin/a\n ExecStart = /usr/bin/holdfast  serve "--home" \'/srv/a b\'\n'),
  ).toEqual([...['/usr/bin/holdfast', 'serve', '--home', '/srv/a b']]);
  expect(commandOf('[Unit]\nDescription=nothing to run\n')).toEqual([]);
});
