/** An object as an archive's script makes it. */
export interface ScriptedEntry {
  readonly id: number;
  readonly type: string;
  /** Null: it is in none. */
  readonly schema: string | null;
  /** Of what belongs to a table (constraint, trigger …): `TABLE NAME`. */
  readonly name: string;
  /** Null: it has none. */
  readonly owner: string | null;
  readonly tablespace: string | null;
  /** `ALTER … OWNER TO …;` that gives it to its owner; null: there is none. */
  readonly ownership: string | null;
  /** Of grants: the statements that make them. */
  readonly grants: readonly string[];
}

const header = /^-- (?:Data for )?Name: (.*); Type: (.*?); Schema: (.*); Owner: (.*?)(?:; Tablespace: (.*))?$/;

/**
 * Reads the objects of a script by `pg_restore --verbose --schema-only --file=-`, which names each in a comment before it.
 * Statements are taken only from where no text of people can stand: of grants all, of other objects the last.
 */
export function createArchiveScriptReader(found: (entry: ScriptedEntry) => void) {
  let id: number | null = null;
  let open: (Omit<ScriptedEntry, 'ownership' | 'grants'> & { ownership: string | null; grants: string[] }) | null =
    null;
  const end = (): void => {
    if (open) found(open);
    open = null;
  };
  return {
    line: (line: string): void => {
      const numbered = /^-- TOC entry (\d+) /.exec(line);
      if (numbered) {
        end();
        id = Number(numbered[1]);
        return;
      }
      const named = id === null ? null : header.exec(line);
      if (named && id !== null) {
        const [name = '', type = '', schema, owner, tablespace] = named.slice(1);
        open = {
          id,
          type,
          name,
          schema: told(schema),
          owner: told(owner),
          tablespace: told(tablespace),
          ownership: null,
          grants: [],
        };
        id = null;
        return;
      }
      if (!open) return;
      if (isGrants(open.type)) {
        if (grant.test(line)) open.grants.push(line);
      } else if (ownership.test(line)) open.ownership = line;
    },
    end,
  };
}

const told = (value: string | undefined): string | null =>
  value === undefined || value === '-' || value === '' ? null : value;

const isGrants = (type: string): boolean => type === 'ACL' || type === 'DEFAULT ACL';
const grant = /^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES|SET SESSION AUTHORIZATION|RESET SESSION AUTHORIZATION)\b.*;$/;
const ownership = /^ALTER .* OWNER TO .*;$/;
