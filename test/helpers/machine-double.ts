import type { Machine } from '../../electron/engine/ports.ts';

/** A machine on mains whose counter goes with the real one. */
export const createMachineDouble = (): Machine => ({
  uptimeMs: () => performance.now(),
  power: async () => ({ onBattery: false, percent: null }),
});
