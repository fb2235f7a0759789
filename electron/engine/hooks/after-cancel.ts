/** Commands that follow a run which was cancelled, or an engine that closes, have so long in all: somebody waits for the end. */
export const afterCancelMs = 30_000;
