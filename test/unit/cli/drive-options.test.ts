import { expect, test } from 'vitest';
import { describeOnConnect } from '#shared/describe-drive.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { driveOf } from '../../../electron/cli/drive-options.ts';

test('what is not said stays as it is', () => {
  const before = { onConnect: { minHours: 6 }, afterwards: 'unmount', whenFull: 'prune' } as const;
  expect(driveOf({})).toBeUndefined();
  expect(driveOf({ onConnect: true })).toEqual({ ...defaultDrive, onConnect: { minHours: 0 } });
  expect(driveOf({ onConnect: '12', afterwards: 'stay' }, before)).toEqual({
    ...{ onConnect: { minHours: 12 }, afterwards: 'stay', whenFull: 'prune' },
  });
  expect(driveOf({ onConnect: false }, before)).toEqual({ ...before, onConnect: null });
});

test('other words are refused with those that are taken', () => {
  expect(() => driveOf({ onConnect: 'often' })).toThrow('0 to 8760');
  expect(() => driveOf({ afterwards: 'eject' })).toThrow('stay, unmount');
  expect(() => driveOf({ whenFull: 'panic' })).toThrow('warn, prune');
});

test('when it starts in words', () => {
  expect(describeOnConnect(null, 'en')).toBe('never');
  expect(describeOnConnect({ minHours: 0 }, 'en')).toBe('each time its drive appears');
  expect(describeOnConnect({ minHours: 1 }, 'en')).toBe('when its drive appears, at most every hour');
  expect(describeOnConnect({ minHours: 6 }, 'en')).toBe('when its drive appears, at most every 6 hours');
});
