/**
 * So long the bench rests after many files were deleted, in ms: ext4 takes no inode again for a minute after its deletion,
 * and whoever makes many files meanwhile searches past them.
 */
export const restAfterDeletionsMs = 70_000;
