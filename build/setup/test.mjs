/**
 * The whole of `npm test`: set up, lint, types, build, all tests. Everything runs, also after a failure, so that one
 * look tells all. The last line is `N passed, N failed`, over the tests of all suites; a check that fails counts as one.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lintSteps, run, suites, typecheckSteps, vitestCommand } from './checks.mjs';
import { root } from './root.mjs';
import { ensureForTests } from './system.mjs';
import { worthALookFile } from './worth-a-look.mjs';

/** @typedef {{ name: string, passed: number, failed: number, skipped: number, seconds: number, worthALook?: import('./worth-a-look.mjs').WorthALook }} Line */

const reports = join(root, 'dist/test-reports');

export function test() {
  ensureForTests();
  mkdirSync(reports, { recursive: true });
  const lines = [
    ...[...lintSteps, ...typecheckSteps].map((command) => check(command[0], command)),
    check('build', ['node', 'build/vite/build.ts']),
    ...suites.map(runSuite),
  ];
  summarise(lines);
}

/**
 * @param {string} name
 * @param {readonly string[]} command
 * @returns {Line}
 */
function check(name, command) {
  heading(name);
  const started = Date.now();
  const ok = run(command);
  return { name, passed: 0, failed: ok ? 0 : 1, skipped: 0, seconds: secondsSince(started) };
}

/**
 * @param {string} name
 * @returns {Line}
 */
function runSuite(name) {
  heading(`${name} tests`);
  const started = Date.now();
  const report = join(reports, `${name}.json`);
  for (const file of [report, worthALookFile]) rmSync(file, { force: true });
  const reporters = ['default', 'json', 'build/setup/worth-a-look.mjs'].map((reporter) => `--reporter=${reporter}`);
  const ok = run([...vitestCommand(name), ...reporters, `--outputFile.json=${report}`]);
  const { passed, failed, skipped } = readReport(report);
  const worthALook = existsSync(worthALookFile) ? JSON.parse(readFileSync(worthALookFile, 'utf8')) : undefined;
  // A file that could not be loaded, or an error outside any test, fails the suite without failing a test.
  const failures = ok ? failed : Math.max(failed, 1);
  return { name, passed, failed: failures, skipped, seconds: secondsSince(started), worthALook };
}

/** @param {string} file */
function readReport(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {readonly Line[]} lines */
function summarise(lines) {
  heading('Summary');
  for (const { name, passed, failed, skipped, seconds, worthALook } of lines) {
    const counts = passed + failed + skipped > 0 ? `${passed} passed, ${failed} failed` : 'ok';
    const left = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(12)} ${counts}${left} (${seconds} s)`);
    for (const test of worthALook?.failed ?? []) console.log(`  failed: ${test}`);
    for (const test of worthALook?.secondTries ?? []) console.log(`  only at the second try: ${test}`);
  }
  const total = (/** @type {'passed' | 'failed'} */ key) => lines.reduce((sum, line) => sum + line[key], 0);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') > 0 ? 1 : 0;
}

/** @param {string} text */
const heading = (text) => console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 60 - text.length))}`);

/** @param {number} started */
const secondsSince = (started) => Math.round((Date.now() - started) / 1000);
