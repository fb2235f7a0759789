/**
 * Folder for a new repository on a volume. On the system's own volume only the home is a person's to write.
 */
export function proposeRepository(mountPoint: string, userHome: string): string {
  const top = mountPoint === '/' ? userHome : mountPoint;
  return `${top.replace(/\/+$/, '')}/Holdfast`;
}
