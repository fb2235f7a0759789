/**
 * What an entry of a connection service file says: `[name]` and below it `parameter=value`, a line each. Null when the
 * file has no such entry. https://www.postgresql.org/docs/current/libpq-pgservice.html
 */
export function parseService(content: string, name: string): ReadonlyMap<string, string> | null {
  let found: Map<string, string> | null = null;
  for (const line of content.split('\n').map((text) => text.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      if (found) return found;
      if (line === `[${name}]`) found = new Map();
      continue;
    }
    const equals = line.indexOf('=');
    if (found && equals > 0) found.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  return found;
}
