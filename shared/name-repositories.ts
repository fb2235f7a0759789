/**
 * What a plan's repositories are called, by id: their paths, and where drives are mounted in one place by turns also the beginning
 * of the id.
 */
export function nameRepositories(
  places: readonly { readonly repositoryId: string; readonly path: string }[],
): ReadonlyMap<string, string> {
  const byId = new Map(places.map(({ repositoryId, path }) => [repositoryId, path]));
  const paths = [...byId.values()];
  const shared = (path: string): boolean => paths.indexOf(path) !== paths.lastIndexOf(path);
  return new Map([...byId].map(([id, path]) => [id, shared(path) ? `${path} (${id.slice(0, 8)})` : path]));
}
