import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { readPlanFile, writePlanFile } from '../../../electron/engine/repository/plan-file.ts';
import { readPlanId } from '../../../electron/engine/repository/plan-id.ts';
import { plainPlan } from '../../helpers/plain-plan.ts';

const newPaths = () => planPaths(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-plan-file-')), 'docs');

test('a plan is described anew only when something else is to be said, or it takes turns', () => {
  const paths = newPaths();
  const plan = plainPlan();
  fs.mkdirSync(path.dirname(paths.description), { recursive: true });
  const written = (at: number, said = plan) => {
    writePlanFile(paths, said, at);
    return Date.parse(readPlanFile(paths)?.writtenAt ?? '');
  };
  expect(written(1000)).toBe(1000);
  expect(written(2000)).toBe(1000);
  expect(written(3000, { ...plan, name: 'Other' })).toBe(3000);
  const turns = { ...plan, rotation: [plan.repositoryId, crypto.randomUUID()] };
  expect(written(4000, turns)).toBe(4000);
  expect(written(5000, turns)).toBe(5000);
});

test('what is no description of a plan is none, and is replaced', () => {
  const paths = newPaths();
  expect([readPlanFile(paths), readPlanId(paths)]).toEqual([null, null]);
  fs.mkdirSync(path.dirname(paths.description), { recursive: true });
  for (const text of ['', 'null', '[]', '{"plan":{}}', '{"plan":{"id":7}}']) {
    fs.writeFileSync(paths.description, text);
    expect([readPlanFile(paths), readPlanId(paths)]).toEqual([null, null]);
  }
  const plan = plainPlan();
  writePlanFile(paths, plan, 1000);
  expect(readPlanId(paths)).toBe(plan.id);
});

test('the plan of a description that only a newer Holdfast understands is known by its id', () => {
  const paths = newPaths();
  fs.mkdirSync(path.dirname(paths.description), { recursive: true });
  const plan = { ...plainPlan(), schedules: 'tomorrow' };
  fs.writeFileSync(paths.description, JSON.stringify({ plan }));
  expect(readPlanFile(paths)).toBeNull();
  expect(readPlanId(paths)).toBe(plan.id);
});
