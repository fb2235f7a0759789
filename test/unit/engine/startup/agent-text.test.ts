import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentText, commandOfAgent } from '../../../../electron/engine/startup/launchd/agent-text.ts';

const label = 'org.holdfast';
const log = '/Users/ann/Library/Logs/Holdfast/org.holdfast.log';
/** What XML 1.0 can hold at all. */
const word = fc.string({ unit: 'grapheme' });

test('an agent is a property list with the words escaped', () => {
  const text = agentText({ label, command: ['/opt/a & b/node', '--home', '/Users/ann/<one> "two"'], log });
  expect(text).toContain('<string>/opt/a &amp; b/node</string>');
  expect(text).toContain('<string>/Users/ann/&lt;one&gt; "two"</string>');
  expect(text).toContain('<key>RunAtLoad</key>\n\t<true/>');
  expect(text).toContain('<key>KeepAlive</key>\n\t<dict>\n\t\t<key>SuccessfulExit</key>\n\t\t<false/>');
});

test('whatever was written is read again word for word', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (command) => {
      expect(commandOfAgent(agentText({ label, command, log }))).toEqual(command);
    }),
  );
  expect(commandOfAgent('bplist00')).toEqual([]);
});
