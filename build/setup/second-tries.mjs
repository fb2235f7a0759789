/**
 * A reporter that names the tests which passed only when they were tried again, and writes the names down: such a test, or
 * what it tests, wants to be looked at, though it keeps nothing from being built.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

/** A JSON list of names, of the last run. */
export const secondTriesFile = join(root, 'dist/test-reports/second-tries.json');

export default class SecondTries {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const names = modules.flatMap((module) =>
      [...module.children.allTests()]
        .filter((test) => test.diagnostic()?.flaky)
        .map((test) => `${module.relativeModuleId} > ${test.fullName}`),
    );
    for (const name of names) console.log(`Passed only at the second try: ${name}`);
    mkdirSync(dirname(secondTriesFile), { recursive: true });
    writeFileSync(secondTriesFile, JSON.stringify(names));
  }
}
