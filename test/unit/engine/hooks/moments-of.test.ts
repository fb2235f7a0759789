import { expect, test } from 'vitest';
import { momentsOf } from '../../../../electron/engine/hooks/moments-of.ts';

test('each outcome has its commands, and those for always belong to runs that had begun', () => {
  expect(momentsOf('succeeded', true)).toEqual(['success', 'always']);
  expect(momentsOf('succeeded-with-warnings', true)).toEqual(['warning', 'always']);
  expect(momentsOf('failed', true)).toEqual(['failure', 'always']);
  expect(momentsOf('interrupted', true)).toEqual(['failure', 'always']);
  expect(momentsOf('cancelled', true)).toEqual(['always']);
});

test('lessons 9: a run that never began is a failure too, but starts nothing again that another run has stopped', () => {
  expect(momentsOf('skipped', false)).toEqual(['failure']);
  expect(momentsOf('failed', false)).toEqual(['failure']);
  expect(momentsOf('cancelled', false)).toEqual([]);
});
