/** What a pattern of pg_dump's `--exclude-table` or `--exclude-schema` means, as PostgreSQL's regular expressions. */
export interface NameExpression {
  /** Null: the schema was not said, so that only names are meant which need none (by the search path). */
  readonly schema: string | null;
  readonly name: string;
}

/** Source: psql's manual, "Patterns", and fe_utils/string_utils.c of PostgreSQL. */
export function nameExpression(pattern: string): NameExpression {
  const parts = [''];
  const append = (text: string): void => {
    parts[parts.length - 1] += text;
  };
  let quoted = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '"') {
      const doubled = quoted && pattern.charAt(at + 1) === '"';
      if (doubled) append('"');
      if (doubled) at += 1;
      else quoted = !quoted;
    } else if (!quoted && character === '.') parts.push('');
    else append(quoted ? asText(character) : asPattern(character, pattern.charAt(at + 1)));
  }
  const [name = '', schema] = parts.reverse();
  return { schema: schema === undefined ? null : anchored(schema), name: anchored(name) };
}

const anchored = (expression: string): string => `^(${expression})$`;

const asText = (character: string): string => (/[|*+?()[\]{}.^$\\]/.test(character) ? `\\${character}` : character);

function asPattern(character: string, next: string): string {
  if (character === '*') return '.*';
  if (character === '?') return '.';
  // An array's name, not an empty set of characters.
  if (character === '$' || (character === '[' && next === ']')) return `\\${character}`;
  return /[A-Z]/.test(character) ? character.toLowerCase() : character;
}
