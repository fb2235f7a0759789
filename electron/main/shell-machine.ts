import { powerMonitor } from 'electron';
import type { Machine } from '../engine/ports.ts';
import { systemMachine } from '../engine/system/system-machine.ts';

/** The machine that the desktop is on, which tells when it woke up and when its power changed. */
export const shellMachine: Machine = {
  ...systemMachine,
  onChange: (listener) => {
    powerMonitor.on('resume', listener);
    powerMonitor.on('on-ac', listener);
    powerMonitor.on('on-battery', listener);
    return () => {
      powerMonitor.off('resume', listener);
      powerMonitor.off('on-ac', listener);
      powerMonitor.off('on-battery', listener);
    };
  },
};
