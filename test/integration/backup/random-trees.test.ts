import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play } from '../../helpers/random-trees/play.ts';
import { type Scenario, scenario } from '../../helpers/random-trees/scenario.ts';
import { shorten } from '../../helpers/random-trees/shorten.ts';

/**
 * `HOLDFAST_FUZZ_RUNS` plays so many scenarios instead of a few; `HOLDFAST_FUZZ_SEED` and `HOLDFAST_FUZZ_PATH` play the one
 * again that a failure has named.
 */
const { HOLDFAST_FUZZ_RUNS: runs = '5', HOLDFAST_FUZZ_SEED: seed, HOLDFAST_FUZZ_PATH: path } = process.env;

const shorteningMs = 120_000;

test(
  'whatever happens to a tree, each snapshot is how things were then, and stays so ever after',
  async () => {
    const property = fc.asyncProperty(scenario, (one) => play(one, () => {}));
    const details = await fc.check(property, {
      numRuns: Number(runs),
      endOnFailure: true,
      ...(seed !== undefined && { seed: Number(seed) }),
      ...(path !== undefined && { path }),
    });
    if (details.counterexample === null) return expect(details.failed).toBe(false);
    const until = Date.now() + shorteningMs;
    const failing = await shorten(
      details.counterexample[0],
      async (one) => (await tell(one)).error !== undefined,
      until,
    );
    const { error = details.errorInstance, log } = await tell(failing);
    const again = `HOLDFAST_FUZZ_SEED=${details.seed} HOLDFAST_FUZZ_PATH=${details.counterexamplePath}`;
    throw new Error([`To play it again: ${again}. Shortened:`, ...log].join('\n'), { cause: error });
  },
  Number(runs) * 30_000 + 2 * shorteningMs,
);

/** Plays a scenario and gives what was done, and how it failed. */
async function tell(one: Scenario): Promise<{ readonly log: readonly string[]; readonly error?: unknown }> {
  const log: string[] = [];
  try {
    await play(one, (line) => log.push(line));
    return { log };
  } catch (error) {
    return { log: [...log, String(error)], error };
  }
}
