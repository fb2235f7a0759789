/** How long a dump waits for another session's lock: whoever comes after it for the same table waits behind it. */
export const lockWaitMs = 30_000;

/** pg_dump waits only where another session asked for a table that ours holds already: it would wait for nothing. */
export const overtakenMs = 2000;
