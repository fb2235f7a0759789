import { expect, test } from 'vitest';
import { hooksOf } from '../../../electron/cli/hook-options.ts';
import { parseHook } from '../../../electron/cli/parse-hook.ts';
import { type Hook, hookSchema } from '../../../shared/domain/hook.ts';

test('when, how long and whether it stops come before the first equals sign, and all after it is the command', () => {
  expect(parseHook('before=systemctl stop shop')).toEqual({
    ...{ when: 'before', command: 'systemctl stop shop', timeoutSeconds: 300, stopOnFailure: false },
  });
  expect(parseHook('before,stop,timeout=10m=A=1 B=2 env')).toMatchObject({
    ...{ command: 'A=1 B=2 env', timeoutSeconds: 600, stopOnFailure: true },
  });
  expect(parseHook('always,timeout=2h=one\ntwo')).toMatchObject({ command: 'one\ntwo', timeoutSeconds: 7200 });
  for (const wrong of ['systemctl stop shop', 'later=true', 'before=', 'before,halt=true', 'before,timeout=0s=true']) {
    expect(() => parseHook(wrong)).toThrow('--hook takes when');
  }
});

test('options add, remove, replace and agree; without any nothing is said', () => {
  const known = (command: string): Hook => hookSchema.parse({ id: crypto.randomUUID(), when: 'before', command });
  const before = [known('one'), known('two')];
  const commands = (options: Parameters<typeof hooksOf>[0]) => hooksOf(options, before)?.map(({ command }) => command);
  expect(commands({})).toBeUndefined();
  expect(commands({ addHook: ['always=three'], removeHook: ['1'] })).toEqual(['two', 'three']);
  expect(commands({ hook: ['always=three'] })).toEqual(['three']);
  expect(commands({ hook: false })).toEqual([]);
  expect(hooksOf({ agreeHooks: true }, before)?.map(({ agreed }) => agreed)).toEqual([true, true]);
  expect(hooksOf({ addHook: ['always=three'] }, before)?.map(({ agreed }) => agreed)).toEqual([
    false,
    false,
    undefined,
  ]);
  expect(() => commands({ removeHook: ['3'] })).toThrow('The plan has no command “3”. It has 1 to 2.');
});
