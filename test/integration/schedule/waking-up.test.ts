import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMachineDouble } from '../../helpers/machine-double.ts';
import { createScheduledHome, look, occurrencesIn, type ScheduledHome } from '../../helpers/scheduled-home.ts';

let home: ScheduledHome;
beforeEach(() => {
  home = createScheduledHome();
});
afterEach(() => home.close());

test('a machine that wakes up, or gets its power from elsewhere, has its schedules looked at without waiting', async () => {
  const listeners = new Set<() => void>();
  const onChange = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const services = await home.open('host', { machine: { ...createMachineDouble(), onChange } });
  await home.makePlan(services);
  await look(services);
  home.pass(16);
  for (const listener of listeners) listener();
  // Sooner than the usual look, which comes after 15 s.
  const started = async () => expect(await occurrencesIn(services)).toMatchObject([{ key: '2026-11-22T03:00' }]);
  await vi.waitFor(started, 12_000);
  await home.closeEngines();
  expect(listeners.size).toBe(0);
});
