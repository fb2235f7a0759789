import { setTimeout as delay } from 'node:timers/promises';

/** Resolves once the condition holds; the test's own time limit ends the wait. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(10);
}
