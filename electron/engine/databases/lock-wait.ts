/** How long a dump waits for another session's lock: whoever comes after it for the same table waits behind it. */
export const lockWaitMs = 30_000;
