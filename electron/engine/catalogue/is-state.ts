/**
 * Condition on `snapshot`: it is a state of its plan's files, one of those that versions reach from and to. Safety
 * snapshots, and those of databases alone, have trees of their own.
 */
export const isState = "kind = 'backup' AND has_files = 1";
