import { vi } from 'vitest';

/** Answers as on a machine so slow that each look at the clock finds the time a page may take over. */
export function withoutPatience<Value>(answer: () => Value): Value {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 10_000;
    return now;
  });
  try {
    return answer();
  } finally {
    clock.mockRestore();
  }
}
