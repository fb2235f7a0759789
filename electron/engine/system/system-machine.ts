import os from 'node:os';
import type { Machine } from '../ports.ts';
import { runProgram } from '../tools/run-program.ts';
import { parsePmset, readPower } from './read-power.ts';

/** The machine that this runs on. */
export const systemMachine: Machine = {
  uptimeMs: () => os.uptime() * 1000,
  power: async () => {
    if (process.platform !== 'darwin') return readPower();
    const lines: string[] = [];
    await runProgram({
      program: '/usr/bin/pmset',
      args: ['-g', 'batt'],
      onLine: (line) => lines.push(line.toString()),
    });
    return parsePmset(lines.join('\n'));
  },
};
