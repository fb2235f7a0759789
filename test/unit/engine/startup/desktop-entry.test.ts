import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changeEntry,
  parseExec,
  quoteExec,
  readEntry,
} from '../../../../electron/engine/startup/login/desktop-entry.ts';

/** What means something to whoever reads a word, and what does not. */
const odd = [...'ab 1"\'\\$%`~;#&|<>()*?=x{}[]\n\r\t\u0001\u007f\u00a0\u2028ü✓🙂'];

test('words are quoted where the specification asks for it, and escaped twice where it does', () => {
  expect(quoteExec(['/opt/Holdfast/holdfast', '--hidden'])).toBe('/opt/Holdfast/holdfast --hidden');
  expect(quoteExec(['/opt/my programs/holdfast', '100%', '$HOME'])).toBe(
    '"/opt/my programs/holdfast" 100%% "\\\\$HOME"',
  );
  // The specification's own example: a literal backslash in a quoted argument is written as four.
  expect(quoteExec(['a\\b'])).toBe('"a\\\\\\\\b"');
});

test('whatever was quoted is read again word for word', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(...odd) }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(words, (given) => {
      expect(parseExec(quoteExec(given))).toEqual(given);
    }),
  );
});

const entry = `# of somebody
[Desktop Entry]
Name=Holdfast
Name[de]=Holdfast auf Deutsch
Exec=/old/holdfast --hidden
Hidden=true
X-GNOME-Autostart-Delay=30

[Desktop Action backup]
Exec=/old/holdfast backup
`;

test('only the entry’s own group is read', () => {
  expect(readEntry(entry)).toEqual({
    ...{ Name: 'Holdfast', Exec: '/old/holdfast --hidden', Hidden: 'true', 'X-GNOME-Autostart-Delay': '30' },
  });
  expect(readEntry('no entry')).toEqual({});
});

test('what is changed is changed, the rest stays where it was', () => {
  const changed = changeEntry(entry, { Exec: '/new/holdfast --hidden', Hidden: null });
  expect(readEntry(changed)).toEqual({
    ...{ Exec: '/new/holdfast --hidden', Name: 'Holdfast', 'X-GNOME-Autostart-Delay': '30' },
  });
  for (const line of [
    '# of somebody',
    'Name[de]=Holdfast auf Deutsch',
    '[Desktop Action backup]',
    'Exec=/old/holdfast backup',
  ])
    expect(changed.split('\n')).toContain(line);
  expect(changeEntry('', { Exec: 'a' })).toContain('[Desktop Entry]\nExec=a\n');
});
