import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parsePmset, readPower } from '../../../../electron/engine/system/read-power.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-power-'));

function supplies(name: string, all: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const top = path.join(folder, name);
  fs.mkdirSync(top);
  for (const [supply, attributes] of Object.entries(all)) {
    fs.mkdirSync(path.join(top, supply));
    for (const [attribute, text] of Object.entries(attributes)) {
      fs.writeFileSync(path.join(top, supply, attribute), `${text}\n`);
    }
  }
  return top;
}

test('Linux: batteries of the machine, not those of a mouse', () => {
  const mouse = { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '5' };
  const mains = { type: 'Mains', online: '0' };
  const laptop = { AC: mains, BAT0: { type: 'Battery', status: 'Discharging', capacity: '42' }, mouse };
  expect(readPower(supplies('laptop', laptop))).toEqual({ onBattery: true, percent: 42 });
  const charging = { BAT0: { type: 'Battery', status: 'Charging', capacity: '42' } };
  expect(readPower(supplies('charging', charging))).toEqual({ onBattery: false, percent: 42 });
  expect(readPower(supplies('desktop', { mouse }))).toEqual({ onBattery: false, percent: null });
  expect(readPower(path.join(folder, 'none'))).toEqual({ onBattery: false, percent: null });
});

test('macOS: what pmset says', () => {
  const battery = "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t87%; discharging; 5:02 remaining\n";
  expect(parsePmset(battery)).toEqual({ onBattery: true, percent: 87 });
  expect(parsePmset("Now drawing from 'AC Power'\n")).toEqual({ onBattery: false, percent: null });
});
