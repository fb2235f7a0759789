import fs from 'node:fs';
import path from 'node:path';
import type { Power } from '../schedule/is-due.ts';

const mains: Power = { onBattery: false, percent: null };

/** How a Linux machine gets its power (sysfs-class-power); mains where nothing tells otherwise. */
export function readPower(folder = '/sys/class/power_supply'): Power {
  const supplies = namesIn(folder).map((name) => (attribute: string) => readText(path.join(folder, name, attribute)));
  // Batteries of mice and headsets have a scope: Device.
  const batteries = supplies.filter((read) => read('type') === 'Battery' && read('scope') !== 'Device');
  const charges = batteries.map((read) => Number(read('capacity') || Number.NaN)).filter((charge) => charge >= 0);
  if (batteries.length === 0) return mains;
  const percent = charges.length === 0 ? null : charges.reduce((sum, charge) => sum + charge, 0) / charges.length;
  return { onBattery: batteries.some((read) => read('status') === 'Discharging'), percent };
}

/** What `pmset -g batt` of macOS says. */
export function parsePmset(output: string): Power {
  const percent = /(\d+)%;/.exec(output)?.[1];
  return { onBattery: output.includes("'Battery Power'"), percent: percent === undefined ? null : Number(percent) };
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
