/**
 * Ends with words a person can act on.
 * @param {string} message
 * @param {number} [exitCode]
 * @returns {never}
 */
export function stop(message, exitCode = 1) {
  console.error(message);
  process.exit(exitCode);
}
