import { expect, test } from 'vitest';
import { changesBetween } from '../../../../electron/engine/audit/changes-between.ts';

test('tells what differs, from what to what', () => {
  const before = { theme: 'dark', folders: ['/a'], same: { deep: [1] } };
  const after = { theme: 'light', folders: ['/a', '/b'], same: { deep: [1] }, added: null };
  expect(changesBetween(before, after)).toEqual({
    theme: { from: 'dark', to: 'light' },
    folders: { from: ['/a'], to: ['/a', '/b'] },
    added: { from: null, to: null },
  });
});

test('tells of nothing when nothing differs', () => {
  expect(changesBetween({ folders: ['/a'] }, { folders: ['/a'] })).toBeUndefined();
});

test('tells that a secret changed, never what it was or is', () => {
  const changes = changesBetween({ passphrase: 'one', theme: 'dark' }, { passphrase: 'two', theme: 'light' }, (name) =>
    ['theme'].includes(name),
  );
  expect(changes).toEqual({
    passphrase: { from: 'not recorded', to: 'not recorded' },
    theme: { from: 'dark', to: 'light' },
  });
});
