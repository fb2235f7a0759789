const arrow = ' ← ';

/** Which snapshot holds which source path undamaged, from lines of the form `PATH ← SNAPSHOT`. */
export function nearestOf(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line): readonly (readonly [string, string])[] => {
      // A path may hold an arrow of its own; a snapshot's name never does.
      const at = line.lastIndexOf(arrow);
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + arrow.length)]];
    }),
  );
}

/** The snapshot for a path where it is restored to: in the folder `to` it lies below its own name. */
export function nearestFor(path: string, to: string | null, nearest: ReadonlyMap<string, string>): string | undefined {
  if (to === null || !path.startsWith(`${to}/`)) return nearest.get(path);
  const below = path.slice(to.length);
  return [...nearest].find(([source]) => source.endsWith(below))?.[1];
}
