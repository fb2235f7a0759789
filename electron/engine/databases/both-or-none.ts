/**
 * Waits for works that only count together: when one fails, the others are broken off by `stop` and waited for. Rejects
 * with what failed first.
 */
export async function bothOrNone<One, Other>(
  works: readonly [Promise<One>, Promise<Other>],
  stop: (reason: unknown) => void,
): Promise<readonly [One, Other]> {
  for (const work of works) work.catch(stop);
  try {
    return await Promise.all(works);
  } catch (error) {
    await Promise.allSettled(works);
    throw error;
  }
}
