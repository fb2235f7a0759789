/** Raised whenever an older client could misread a newer engine or the other way round. */
export const contractVersion = 1;
