const identifier = '(?:"(?:[^"]|"")*"|[^\\s",;]+)';

/** Places in statements of pg_dump where roles stand: what is before, the role as it is written, what is after. */
const places: readonly RegExp[] = [
  new RegExp(`^(ALTER .* OWNER TO )(${identifier})(;)$`, 's'),
  new RegExp(`^(ALTER DEFAULT PRIVILEGES FOR ROLE )(${identifier})( .*;)$`, 's'),
  new RegExp(
    `^((?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) .* (?:TO|FROM) )(${identifier})((?: WITH GRANT OPTION)?;)$`,
    's',
  ),
  new RegExp(`^(SET SESSION AUTHORIZATION )(${identifier})(;)$`, 's'),
];

/** Roles that an ownership or a grant names; `PUBLIC` is none. */
export function rolesIn(statement: string): readonly string[] {
  return places.flatMap((place) => {
    const written = place.exec(statement)?.[2];
    return written === undefined || written === 'PUBLIC' || written === 'DEFAULT' ? [] : [unquote(written)];
  });
}

/** The statement with other roles in the places of those that `map` names. */
export function mapRoles(statement: string, map: Readonly<Record<string, string>>): string {
  return places.reduce(
    (text, place) =>
      text.replace(place, (whole, before: string, written: string, after: string) => {
        const other = written === 'PUBLIC' || written === 'DEFAULT' ? undefined : ownValue(map, unquote(written));
        return other === undefined ? whole : before + quote(other) + after;
      }),
    statement,
  );
}

const ownValue = (map: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;

/** `"two words"` → `two words`. */
export const unquote = (written: string): string =>
  written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
