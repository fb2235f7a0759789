/**
 * A reporter that writes down what somebody has to look at after the last run: tests that failed, with what was said of
 * them, and tests that passed only when they were tried again (which keep nothing from being built).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './root.mjs';

/** @typedef {{ failed: readonly string[], secondTries: readonly string[] }} WorthALook */

/** JSON of a `WorthALook`. */
export const worthALookFile = join(root, 'dist/test-reports/worth-a-look.json');

const linesOfError = 20;

export default class ReportWorthALook {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly import('vitest').SerializedError[]} unhandled  outside any test
   */
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failed = tests.filter((test) => test.result().state === 'failed');
    /** @type {WorthALook} */
    const found = {
      failed: [
        ...failed.map((test) => told(nameOf(test), test.result().errors)),
        ...modules
          .filter((module) => module.errors().length > 0)
          .map((module) => told(module.relativeModuleId, module.errors())),
        ...unhandled.map((error) => told('outside any test', [error])),
      ],
      secondTries: tests.filter((test) => test.diagnostic()?.flaky).map(nameOf),
    };
    mkdirSync(dirname(worthALookFile), { recursive: true });
    writeFileSync(worthALookFile, JSON.stringify(found));
  }
}

/** @param {import('vitest/node').TestCase} test */
const nameOf = (test) => `${test.module.relativeModuleId} > ${test.fullName}`;

/**
 * @param {string} name
 * @param {readonly import('vitest').SerializedError[]} [errors]  one for each try
 */
function told(name, errors = []) {
  const texts = errors.map(({ stack, message, diff }) => [stack ?? message, diff ?? ''].join('\n').trimEnd());
  const lines = texts.flatMap((text) => stripVTControlCharacters(text).split('\n').filter(ours).slice(0, linesOfError));
  return [name, ...lines.map((line) => `      ${line}`)].join('\n');
}

/** @param {string} line  a frame of a stack inside a package tells nothing */
const ours = (line) => !line.includes('/node_modules/');
