import { splitStatements } from '../../tools/postgres/split-statements.ts';
import { unquote } from './map-roles.ts';

/** Roles and tablespaces of a server, as pg_dumpall tells them; each with all that makes it. */
export interface Globals {
  readonly roles: readonly { readonly name: string; readonly statements: readonly string[] }[];
  readonly tablespaces: readonly {
    readonly name: string;
    readonly location: string;
    readonly statements: readonly string[];
  }[];
  /** Membership of one role in another, after all roles are there. */
  readonly memberships: readonly { readonly role: string; readonly member: string; readonly statement: string }[];
}

const identifier = '("(?:[^"]|"")*"|[^\\s",;]+)';
const roleMade = new RegExp(`^CREATE ROLE ${identifier};$`);
const roleChanged = new RegExp(
  `^(?:ALTER|COMMENT ON|SECURITY LABEL .* ON) ROLE ${identifier}(?! IN DATABASE) .*;$`,
  's',
);
const membership = new RegExp(`^GRANT ${identifier} TO ${identifier}(?: |;)`);
const tablespaceMade = new RegExp(`^CREATE TABLESPACE ${identifier} OWNER ${identifier} LOCATION '((?:[^']|'')*)';$`);
const tablespaceChanged = new RegExp(
  `^(?:ALTER TABLESPACE|COMMENT ON TABLESPACE|(?:GRANT|REVOKE) .* ON TABLESPACE) ${identifier}(?: .*)?;$`,
  's',
);

/** Reads globals.sql. What belongs to no role and no tablespace of it is passed over. */
export function readGlobals(script: string): Globals {
  const roles = new Map<string, string[]>();
  const tablespaces = new Map<string, { location: string; statements: string[] }>();
  const memberships: { role: string; member: string; statement: string }[] = [];
  const nameIn = (match: RegExpExecArray, at = 1): string => unquote(match[at] ?? '');
  for (const statement of splitStatements(script)) {
    const made = roleMade.exec(statement);
    const space = tablespaceMade.exec(statement);
    const grant = membership.exec(statement);
    const changed = roleChanged.exec(statement);
    const spaceChanged = tablespaceChanged.exec(statement);
    if (made) roles.set(nameIn(made), [statement]);
    else if (space) {
      tablespaces.set(nameIn(space), { location: (space[3] ?? '').replaceAll("''", "'"), statements: [statement] });
    } else if (spaceChanged) tablespaces.get(nameIn(spaceChanged))?.statements.push(statement);
    else if (changed) roles.get(nameIn(changed))?.push(statement);
    else if (grant) memberships.push({ role: nameIn(grant), member: nameIn(grant, 2), statement });
  }
  return {
    roles: [...roles].map(([name, statements]) => ({ name, statements })),
    tablespaces: [...tablespaces].map(([name, rest]) => ({ name, ...rest })),
    memberships,
  };
}

/** What a server has of it already. */
export interface PresentGlobals {
  readonly roles: ReadonlySet<string>;
  readonly tablespaces: ReadonlySet<string>;
}

/**
 * Statements that make what a server lacks. Nothing that is there is changed: no password, no setting, and no membership
 * between two roles that are both there.
 */
export function missingGlobals(globals: Globals, present: PresentGlobals) {
  const roles = globals.roles.filter(({ name }) => !present.roles.has(name));
  const tablespaces = globals.tablespaces.filter(({ name }) => !present.tablespaces.has(name));
  const isNew = new Set(roles.map(({ name }) => name));
  const memberships = globals.memberships.filter(({ role, member }) => isNew.has(role) || isNew.has(member));
  // Who granted it may be missing, or be another: who restores grants it.
  const granted = memberships.map(({ statement }) =>
    statement.replace(/ GRANTED BY (?:"(?:[^"]|"")*"|[^\s;]+);$/, ';'),
  );
  return { roles, tablespaces, memberships: granted };
}
